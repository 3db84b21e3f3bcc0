package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Machine;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "mac, 52:54:00:12:34:56, true",
    "mac, 5254.0012.3456, true",
    "mac, 52-54-00, true",
    "mac, 52:54:01, false",
    "uuid, 4c4c4544-0042-3510-8052-b4c04f4d4e31, true",
    "uuid, 4C4C4544-0042-3510-8052-B4C04F4D4E31, true",
    "uuid, 4c4c4544-0042-3510-8052-b4c04f4d4e32, false",
    "serial, abc123, true",
    "serial, ABC12, false",
    "architecture, efi-x64, true",
    "architecture, EFI, true",
    "architecture, 7, true",
    "architecture, UEFI x86-64, true",
    "architecture, bios, false",
    "architecture, efi-arm64, false",
    "firmware, ipxe, true",
    "firmware, PXE, false",
    "subnet, 10.4.0.0/16, true",
    "subnet, 10.4.2.1, true",
    "subnet, 0.0.0.0/0, true",
    "subnet, 192.168.1.0/24, false",
    "relay, 10.4.2.1, true",
    "relay, 10.4.2.0/31, true",
    "relay, 10.4.2.2/31, false",
    "circuit-id, 00040001, true",
    "circuit-id, 0x00040001, true",
    "circuit-id, 00:04:00:01, true",
    "circuit-id, 00040002, false",
    "remote-id, sw-1, true",
    "remote-id, 73772d31, true",
    "remote-id, SW-1, false",
    "interface, eth1, true",
    "interface, eth10, false"
  })
  void selects(String kind, String written, boolean selected) {
    assertThat(match(kind, written, Machines.known()).isPresent()).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource({
    "bios, 0, true",
    "efi-x64, 9, true",
    "efi-x64, 6, false",
    "efi, 6, true",
    "efi, 9, true",
    "efi, 11, true",
    "efi, 0, false",
    "efi-ia32, 6, true",
    "efi-arm64, 11, true",
    "efi-arm32, 10, true",
    "27, 27, true",
    "efi-riscv64, 27, true",
    "efi-loongarch64, 39, true",
    "efi, 39, true",
    "efi, 22, false",
    "u-boot, 21, true",
    "u-boot, 22, true",
    "u-boot, 11, false",
    "raspberry-pi, 41, true"
  })
  void architecturesByName(String written, int code, boolean selected) {
    assertThat(match("architecture", written, Machines.architecture(code)).isPresent())
        .isEqualTo(selected);
  }

  @Test
  void withoutARelayTheSubnetIsThisServersOwn() {
    Machine machine = Machines.script(Machines.MAC).at(Machines.direct());

    assertThat(match("subnet", "192.168.1.0/24", machine)).isPresent();
    assertThat(match("relay", "192.168.1.0/24", machine)).isEmpty();
    assertThat(match("circuit-id", "00040001", machine)).isEmpty();
  }

  @Test
  void whereNothingIsKnownOfTheNetworkNothingIsSelectedByIt() {
    Machine machine = Machines.script(Machines.MAC);

    assertThat(match("subnet", "0.0.0.0/0", machine)).isEmpty();
    assertThat(match("interface", "eth0", machine)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"serial, ABC123", "uuid, 4c4c4544-0042-3510-8052-b4c04f4d4e31"})
  void whatFirmwareDoesNotTellIsOpenUntilIpxeDoes(String kind, String written) {
    assertThat(match(kind, written, Machines.offer(Machines.MAC)))
        .hasValueSatisfying(match -> assertThat(match.certain()).isFalse());
    assertThat(match(kind, written, Machines.script(Machines.MAC))).isEmpty();
    assertThat(match(kind, written, Machines.known()))
        .hasValueSatisfying(match -> assertThat(match.certain()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "mac, 52:5",
    "mac, eth0",
    "uuid, 1-1-1-1-1",
    "architecture, 65536",
    "architecture, x64",
    "subnet, 10.4.0.0/33",
    "subnet, 10.4.0/16",
    "subnet, 256.1.1.1",
    "subnet, 10.4.0.1/16",
    "relay, router",
    "firmware, bios",
    "interface, ' '"
  })
  void refusesWhatItDoesNotUnderstand(String kind, String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kind.named(kind).orElseThrow().parse(written));
  }

  private static Optional<Match> match(String kind, String written, Machine machine) {
    return Kind.named(kind).orElseThrow().parse(written).match(machine);
  }
}
