package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DiscoverTest {

  @Test
  void aDiscoverTellsItsMachine() {
    ByteBuffer packet = ByteBuffer.allocate(1500);
    Discover.ofFirmware(packet, 0x0305, 0x01020304);
    String hex = hex(packet);
    assertThat(hex.length() / 2).isGreaterThanOrEqualTo(300);
    assertThat(hex).startsWith("01010600" + "01020304" + "00008000");
    assertThat(hex.substring(28 * 2, 34 * 2)).isEqualTo("025058000305");
    assertThat(hex.substring(236 * 2))
        .startsWith("63825363" + "350101" + "390205c0" + "5d020007" + "5e03010310" + "611100")
        .contains("3c20" + ascii("PXEClient:Arch:00007:UNDI:003016"));
  }

  @Test
  void machinesAreBiosAndUefiInTurns() {
    ByteBuffer packet = ByteBuffer.allocate(1500);
    Discover.ofFirmware(packet, 0, 1);
    assertThat(hex(packet)).contains("5d020000");
    Discover.ofFirmware(packet, 1, 2);
    assertThat(hex(packet)).contains("5d020007");
  }

  @Test
  void ipxeSaysWhoItIsAndWhatItCan() {
    ByteBuffer packet = ByteBuffer.allocate(1500);
    Discover.ofIpxe(packet, 1, 1);
    assertThat(hex(packet)).contains("4d04" + ascii("iPXE") + "af09130101180101240101");
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hex(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(packet.position(), bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
