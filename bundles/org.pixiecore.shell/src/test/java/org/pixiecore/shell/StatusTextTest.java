package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.Readiness;
import org.pixiecore.api.status.ServedNetwork;

class StatusTextTest {

  private static final BootProgram IPXE =
      new BootProgram("snponly.efi", Path.of("/usr/lib/ipxe/snponly.efi"), Loader.IPXE);

  @Test
  void aPortSaysHowItIsServedOrWhyNot() {
    assertThat(StatusText.state(port(null, null))).isEqualTo("served");
    assertThat(StatusText.state(port("raw", null))).isEqualTo("raw");
    assertThat(StatusText.state(port("raw", "it is taken"))).isEqualTo("NOT SERVED: it is taken");
  }

  @Test
  void aProgramThatIsMissingSaysWhetherThatMatters() {
    assertThat(StatusText.state(use(IPXE, true, null))).isEqualTo("/usr/lib/ipxe/snponly.efi");
    assertThat(StatusText.state(use(null, false, "install ipxe"))).isEqualTo("none");
    assertThat(StatusText.state(use(null, true, "install ipxe"))).isEqualTo("MISSING, and needed");
  }

  @Test
  void whatIsNotThereAndNotNeededIsNamedInOneSentence() {
    assertThat(
            StatusText.unneeded(
                List.of(
                    use(IPXE, false, null),
                    use(null, true, "install ipxe"),
                    use(null, false, "install ipxe"),
                    use(null, false, "install ipxe")),
                200))
        .containsExactly("None for x86-64 UEFI; pixiecore:status --missing tells how to get them.");
    assertThat(StatusText.unneeded(List.of(use(IPXE, false, null)), 200)).isEmpty();
  }

  @Test
  void howToGetWhatIsMissingIsToldOnce() {
    assertThat(
            StatusText.advice(
                List.of(
                    use(IPXE, true, "not this"),
                    use(null, false, "install ipxe"),
                    use(null, true, "install ipxe"),
                    use(null, false, null))))
        .containsExactly("  - install ipxe");
  }

  @Test
  void whoIsInTheWayIsNamedWithTheNetwork() {
    assertThat(
            StatusText.conflicts(
                List.of(
                    new ServedNetwork("eth0", "DHCP server 10.0.0.1 answers", List.of("server\nX")),
                    new ServedNetwork("eth1", "not known", List.of()))))
        .containsExactly("  ! eth0: server X");
  }

  @Test
  void theLastLineSaysWhetherAMachineCanBoot() {
    assertThat(StatusText.conclusion(new Readiness(List.of())))
        .startsWith("A machine can be booted now.")
        .last()
        .asString()
        .contains("pixiecore:explain");
    assertThat(StatusText.conclusion(new Readiness(List.of("no\u001bbooter"))))
        .containsExactly("Not every machine can be booted now:", "  - no booter");
  }

  @Test
  void whatFirmwareIsOfferedIsThatOfTheMachineThatItsLoaderRunsOn() {
    Machine script =
        new Machine(
            MacAddress.parse("52:54:00:12:34:56"),
            Architecture.EFI_X86_64,
            Firmware.IPXE,
            BootStage.SCRIPT,
            Optional.empty(),
            Optional.of("CZ1"),
            Optional.empty(),
            Network.UNKNOWN);

    Machine firmware = OfferText.firmwareOf(script).orElseThrow();

    assertThat(firmware.firmware()).isEqualTo(Firmware.PXE);
    assertThat(firmware.stage()).isEqualTo(BootStage.OFFER);
    assertThat(new OfferText(firmware, Optional.of(IPXE)))
        .hasToString(
            "Its firmware is offered snponly.efi (/usr/lib/ipxe/snponly.efi) by TFTP, from the"
                + " address that this server has in the machine's network");
    assertThat(new OfferText(firmware, Optional.empty()).toString())
        .startsWith("No boot program for UEFI x86-64 is installed");
  }

  @Test
  void everyArchitectureThatIsProposedIsRead() {
    assertThat(ArchitectureCompleter.names())
        .contains("uefi-x86-64", "x86-bios", "raspberry-pi")
        .allSatisfy(name -> assertThat(Architecture.parse(name).isKnown()).isTrue());
  }

  private static ListeningPort port(String how, String problem) {
    return new ListeningPort(
        "TFTP", 69, "*", Optional.ofNullable(how), Optional.ofNullable(problem));
  }

  private static ProgramUse use(BootProgram program, boolean needed, String advice) {
    return new ProgramUse(
        "efi64", "x86-64 UEFI", Optional.ofNullable(program), needed, Optional.ofNullable(advice));
  }
}
