package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {

  private static final int XID = 7;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no option 67,            36040a4e0001,             in-file",
    "option 67,               36040a4e00014303 6f7074,  opt",
    "option 67 ended by NUL,  36040a4e00014304 6f707400,opt",
    "padding between options, 36040a4e0001000043036f7074,opt"
  })
  void theBootFileIsOption67ElseTheFileField(String name, String options, String bootFile) {
    assertThat(Offer.read(offer(options.replace(" ", ""))))
        .isEqualTo(new Offer(XID, Offer.DHCPOFFER, 0x0a4e0001, bootFile));
  }

  @Test
  void theBootFilesNameIsWhatFollowsItsDirectories() {
    assertThat(new Offer(XID, Offer.DHCPOFFER, 1, "02-50-58-00-00-01/a.efi").bootFileName())
        .isEqualTo("a.efi");
    assertThat(new Offer(XID, Offer.DHCPOFFER, 1, "a.efi").bootFileName()).isEqualTo("a.efi");
  }

  @Test
  void aRequestIsNoOffer() {
    ByteBuffer request = offer("").put(0, (byte) 1);
    assertThatIllegalArgumentException().isThrownBy(() -> Offer.read(request));
  }

  @Test
  void anOfferCutOffWithinAnOptionIsRefused() {
    ByteBuffer whole = offer("36040a4e0001" + "43036f7074");
    Set<Integer> betweenOptions = Set.of(240, 243, 249, 254);
    for (int size = 0; size < whole.limit(); size++) {
      ByteBuffer cut = whole.duplicate().limit(size);
      if (betweenOptions.contains(size)) {
        assertThat(Offer.read(cut).xid()).isEqualTo(XID);
      } else {
        assertThatIllegalArgumentException().as("%d bytes", size).isThrownBy(() -> Offer.read(cut));
      }
    }
  }

  /** A DHCPOFFER with these options, in hexadecimal, after option 53. */
  private static ByteBuffer offer(String options) {
    ByteBuffer packet = ByteBuffer.allocate(600);
    packet.put(0, (byte) 2).putInt(4, XID);
    packet.put(108, "in-file".getBytes(StandardCharsets.US_ASCII));
    packet.putInt(Discover.OPTIONS - Integer.BYTES, Discover.MAGIC_COOKIE);
    packet.position(Discover.OPTIONS).put(HexFormat.of().parseHex("350102" + options + "ff"));
    return packet.flip();
  }
}
