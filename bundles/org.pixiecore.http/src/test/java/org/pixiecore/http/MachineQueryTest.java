package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

class MachineQueryTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");

  @Test
  void aMachineComesBackAsIpxe() {
    UUID uuid = UUID.randomUUID();
    Machine machine = new Machine(MAC, new Architecture(65535), Firmware.PXE, Optional.of(uuid));
    assertThat(parse(MachineQuery.of(machine)))
        .isEqualTo(new Machine(MAC, new Architecture(65535), Firmware.IPXE, Optional.of(uuid)));
  }

  @Test
  void aMachineWithoutAUuid() {
    Machine machine = new Machine(MAC, Architecture.X86_BIOS, Firmware.IPXE, Optional.empty());
    assertThat(MachineQuery.of(machine)).isEqualTo("mac=52:54:00:12:34:56&arch=0");
    assertThat(parse(MachineQuery.of(machine))).isEqualTo(machine);
  }

  @Test
  void fitsTheFileFieldOfADhcpPacket() {
    Machine machine =
        new Machine(MAC, new Architecture(65535), Firmware.PXE, Optional.of(UUID.randomUUID()));
    assertThat(new ServerUrls("http://192.168.100.100:65535").script(machine)).hasSizeLessThan(128);
  }

  @ParameterizedTest
  @CsvSource({
    "arch=0, mac must be",
    "mac=&arch=0, mac must be",
    "mac=52:54:00:12:34&arch=0, mac must be",
    "mac=52:54:00:12:34:56, arch must be",
    "mac=52:54:00:12:34:56&arch=x, arch must be",
    "mac=52:54:00:12:34:56&arch=-1, arch must be",
    "mac=52:54:00:12:34:56&arch=65536, arch must be",
    "mac=52:54:00:12:34:56&arch=99999999999, arch must be",
    "mac=52:54:00:12:34:56&arch=0&uuid=, uuid must be",
    "mac=52:54:00:12:34:56&arch=0&uuid=<script>, uuid must be",
  })
  void whatIsMissingOrMalformedIsSaidWithoutRepeatingIt(String query, String message) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("<");
  }

  private static Machine parse(String query) {
    Map<String, String> values = new HashMap<>();
    Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> values.put(pair[0], pair[1]));
    return MachineQuery.parse(values::get);
  }
}
