package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.dhcp.OptionCode.Pxe;

/** Menus as firmware reads them. */
class BootMenuTest {

  private static final List<BootMenu.Item> ONE = List.of(new BootMenu.Item(0x8000, "Network"));

  @Test
  void everyItemButTheLocalDiskHasThisServerAsItsBootServer() throws Exception {
    BootMenu menu =
        new BootMenu(
            "F8",
            BootMenu.FOR_EVER,
            List.of(
                new BootMenu.Item(0x8000, "Net"),
                new BootMenu.Item(BootMenu.LOCAL_DISK, "Disk"),
                new BootMenu.Item(0x8002, "Test")));
    DhcpOptions options = DhcpOptions.decode(menu.encode(Requests.address("10.77.0.2")));
    assertThat(options.get(Pxe.DISCOVERY_CONTROL)).contains(Octets.of(3));
    assertThat(options.get(Pxe.BOOT_SERVERS))
        .contains(Requests.octets("8000 01 0a4d0002 8002 01 0a4d0002"));
    assertThat(options.get(Pxe.BOOT_MENU))
        .contains(Requests.octets("8000 03 4e6574 0000 04 4469736b 8002 04 54657374"));
    assertThat(options.get(Pxe.MENU_PROMPT)).contains(Requests.octets("ff 4638"));
  }

  @Test
  void itFillsOneOptionAtMostBecauseFirmwareJoinsNoPieces() {
    // 43.6: 3 octets, 43.8: 9, 43.9: 5 and the text, 43.10: 3 and the prompt, and the end
    int longest = 255 - 3 - 9 - 5 - 3 - "F8".length() - 1;
    assertThat(menuOf(longest).encode(Requests.address("10.77.0.2")).length()).isEqualTo(255);
    assertThatThrownBy(() -> menuOf(longest + 1)).hasMessageContaining("256 octets");
  }

  private static BootMenu menuOf(int textLength) {
    return new BootMenu("F8", 0, List.of(new BootMenu.Item(0x8000, "x".repeat(textLength))));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aTimeoutIsOneOctet(int timeout) {
    assertThatThrownBy(() -> new BootMenu("F8", timeout, ONE)).hasMessageContaining("0 to 255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gerät", "a\tb"})
  void firmwareShowsPrintableAsciiAlone(String shown) {
    assertThatThrownBy(() -> new BootMenu(shown, 0, ONE)).hasMessageContaining("cannot be shown");
    assertThatThrownBy(() -> new BootMenu.Item(1, shown)).hasMessageContaining("cannot be shown");
  }

  @Test
  void thereIsSomethingToChoose() {
    assertThatThrownBy(() -> new BootMenu("F8", 0, Collections.emptyList()))
        .hasMessageContaining("at least one");
  }
}
