package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

class MachineOptionsTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");
  private static final UUID ID = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
  private static final Network NETWORK =
      new Network(
          Optional.of("eth0"),
          Optional.of(address("192.168.1.5")),
          Optional.of(new RelayAgent(address("10.0.0.1"), Optional.of("0004"), Optional.empty())));
  private static final Machine SEEN_AT_OFFER =
      new Machine(
          MAC,
          Architecture.X86_BIOS,
          Firmware.IPXE,
          BootStage.OFFER,
          Optional.of(ID),
          Optional.empty(),
          Optional.of("iPXE"),
          NETWORK);
  private static final Machine SEEN_AT_SCRIPT =
      new Machine(
          MAC,
          Architecture.X86_BIOS,
          Firmware.IPXE,
          BootStage.SCRIPT,
          Optional.of(ID),
          Optional.of("CZ1234"),
          Optional.empty(),
          NETWORK);

  @Test
  void withoutOptionsAMachineIsTakenAsItAskedLast() {
    assertThat(applied(SEEN_AT_OFFER)).isEqualTo(SEEN_AT_OFFER);
    assertThat(applied(SEEN_AT_SCRIPT)).isEqualTo(SEEN_AT_SCRIPT);
  }

  @Test
  void oneThatHasNotAskedIsTakenAsAUefiMachineAtItsScript() {
    assertThat(applied(null))
        .isEqualTo(
            new Machine(
                MAC,
                Architecture.EFI_X86_64,
                Firmware.IPXE,
                BootStage.SCRIPT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Network.UNKNOWN));
  }

  @Test
  void optionsGoBeforeWhatWasSeen() {
    Machine machine =
        applied(
            SEEN_AT_SCRIPT,
            "--arch",
            "uefi-arm64",
            "--serial",
            " other ",
            "--uuid",
            "00000000-0000-0000-0000-000000000001",
            "--relay",
            "10.0.9.1");

    assertThat(machine)
        .isEqualTo(
            new Machine(
                MAC,
                Architecture.EFI_ARM64,
                Firmware.IPXE,
                BootStage.SCRIPT,
                Optional.of(new UUID(0, 1)),
                Optional.of("other"),
                Optional.empty(),
                new Network(
                    Optional.of("eth0"),
                    Optional.of(address("192.168.1.5")),
                    Optional.of(
                        new RelayAgent(address("10.0.9.1"), Optional.empty(), Optional.empty())))));
  }

  @Test
  void anotherInterfaceIsAnotherNetwork() {
    assertThat(applied(SEEN_AT_OFFER, "--interface", "eth1").network())
        .isEqualTo(new Network(Optional.of("eth1"), Optional.empty(), Optional.empty()));
    assertThat(applied(SEEN_AT_OFFER, "--interface", "eth0").network()).isEqualTo(NETWORK);
  }

  @Test
  void whatIsKnownAtOneStageAloneIsNotCarriedToAnother() {
    Machine offer = applied(SEEN_AT_SCRIPT, "--stage", "offer");
    assertThat(offer.serial()).isEmpty();
    assertThat(offer.userClass()).contains("iPXE");
    Machine script = applied(SEEN_AT_OFFER, "--stage", "SCRIPT");
    assertThat(script.userClass()).isEmpty();
    Machine firmware = applied(SEEN_AT_SCRIPT, "--firmware", "pxe");
    assertThat(firmware.stage()).isEqualTo(BootStage.OFFER);
    assertThat(firmware.userClass()).isEmpty();
  }

  @Test
  void aSerialNumberIsOneOfTheScript() {
    assertThat(applied(SEEN_AT_OFFER, "--serial", "CZ9").stage()).isEqualTo(BootStage.SCRIPT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> applied(null, "--serial", "CZ9", "--stage", "offer"))
        .withMessageContaining("--stage script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pxe", "http-boot"})
  void firmwareThatLoadsAProgramAsksForNoScript(String firmware) {
    assertThat(applied(SEEN_AT_SCRIPT, "--firmware", firmware).stage()).isEqualTo(BootStage.OFFER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> applied(null, "--firmware", firmware, "--stage", "script"))
        .withMessageContaining("--firmware " + firmware);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipxe", "pxelinux", "grub", "u-boot", "raspberry-pi"})
  void aBootLoaderAsksForAScript(String firmware) {
    Machine machine = applied(null, "--firmware", firmware);
    assertThat(machine.stage()).isEqualTo(BootStage.SCRIPT);
    assertThat(machine.firmware()).isEqualTo(Firmware.parse(firmware));
  }

  @ParameterizedTest
  @CsvSource({
    "pxe, UEFI x86-64",
    "http-boot, UEFI x86-64",
    "ipxe, UEFI x86-64",
    "grub, UEFI x86-64",
    "pxelinux, x86 BIOS",
    "u-boot, U-Boot ARM64",
    "raspberry-pi, Raspberry Pi"
  })
  void oneThatHasNotAskedHasAnArchitectureThatItsFirmwareIsFor(String firmware, String usual) {
    assertThat(applied(null, "--firmware", firmware).architecture()).hasToString(usual);
    assertThat(applied(SEEN_AT_SCRIPT, "--firmware", firmware).architecture())
        .as("one that has asked keeps its own")
        .isEqualTo(Architecture.X86_BIOS);
    assertThat(applied(null, "--firmware", firmware, "--arch", "uefi-arm64").architecture())
        .isEqualTo(Architecture.EFI_ARM64);
  }

  @ParameterizedTest
  @CsvSource({
    "--arch, sparc, uefi-x86-64",
    "--arch, 70000, 65535",
    "--firmware, bios, 'pxe, http-boot, ipxe, pxelinux, grub, u-boot, raspberry-pi'",
    "--stage, kernel, offer or script",
    "--uuid, x, 12345678-9abc",
    "--relay, mirror.example, IPv4 address",
    "--relay, 10.0.0.999, IPv4 address",
    "--relay, fe80::1, IPv4 address",
  })
  void whatIsWrongIsToldWhatIsExpected(String option, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> applied(null, option, value))
        .withMessageContaining(expected)
        .withMessageContaining(value);
  }

  private static Machine applied(Machine seen, String... namesAndValues) {
    Map<String, String> said = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      said.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new MachineOptions(
            Optional.ofNullable(said.get("--arch")),
            Optional.ofNullable(said.get("--firmware")),
            Optional.ofNullable(said.get("--stage")),
            Optional.ofNullable(said.get("--serial")),
            Optional.ofNullable(said.get("--uuid")),
            Optional.ofNullable(said.get("--relay")),
            Optional.ofNullable(said.get("--interface")))
        .applyTo(MAC, Optional.ofNullable(seen));
  }

  private static Inet4Address address(String literal) {
    try {
      return (Inet4Address) InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
