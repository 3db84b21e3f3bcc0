package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

class ExplanationTextTest {

  private static final Machine FIRMWARE =
      new Machine(
          MacAddress.parse("52:54:00:12:34:56"),
          Architecture.EFI_X86_64,
          Firmware.PXE,
          Optional.empty());
  private static final Machine SCRIPT =
      new Machine(
          FIRMWARE.mac(),
          Architecture.EFI_X86_64,
          Firmware.IPXE,
          BootStage.SCRIPT,
          Optional.empty(),
          Optional.of("CZ1234"),
          Optional.empty(),
          new Network(Optional.of("eth0"), Optional.empty(), Optional.empty()));
  private static final BootSpec.KernelBoot KERNEL =
      new BootSpec.KernelBoot(
          BootFile.parse("https://u:secret@mirror/vmlinuz"),
          List.of(BootFile.parse("/srv/initrd")),
          CommandLine.parse(
              "quiet ks={{ URL \"/srv/ks\" }} done={{ CONFIRM }}", "URL", BootFile::parse),
          Optional.empty());

  @Test
  void showsStepByStepWhoSaysWhat() {
    Explanation explanation =
        new Explanation(
            SCRIPT,
            List.of(
                opinion("machines", null, null, "no group selects it\nof 3 groups"),
                opinion("api", KERNEL, "failed: away; its last answer serves", null),
                opinion("lab", new BootSpec.Once(KERNEL, "7"), null, "line 3")),
            new BootDecision.Boot(KERNEL, "lab", Optional.of("ticket")));

    assertThat(new ExplanationText(explanation, Optional.of(SCRIPT)).lines())
        .containsExactly(
            "52:54:00:12:34:56, UEFI x86-64, iPXE asks for its script (as it asked last)",
            "  serial number CZ1234, interface eth0",
            "1. booter machines passes: the machine is not its to boot",
            "   no group selects it",
            "   of 3 groups",
            "2. booter api failed: away; its last answer serves: says kernel"
                + " https://mirror/vmlinuz, initrd /srv/initrd with a command line",
            "3. booter lab says once (order 7) kernel https://mirror/vmlinuz, initrd /srv/initrd"
                + " with a command line",
            "   line 3",
            "So it boots kernel https://mirror/vmlinuz, initrd /srv/initrd with a command"
                + " line (booter lab), until it confirms that it did");
  }

  @Test
  void saysWhetherTheMachineHasAskedSo() {
    Explanation explanation =
        new Explanation(FIRMWARE, List.of(), new BootDecision.NotOurs("no booter is for it"));

    assertThat(new ExplanationText(explanation, Optional.empty()).lines())
        .containsExactly(
            "52:54:00:12:34:56, UEFI x86-64, firmware asks for an offer (it has not asked yet)",
            "So it is not booted: no booter is for it");
    assertThat(new ExplanationText(explanation, Optional.of(SCRIPT)).lines().get(0))
        .endsWith("(not as it asked last)");
  }

  @ParameterizedTest
  @CsvSource({
    "IPXE, iPXE asks for its script",
    "PXELINUX, PXELINUX asks for its configuration",
    "GRUB, GRUB asks for its configuration",
    "U_BOOT, U-Boot asks for its configuration",
    "RASPBERRY_PI, firmware asks for its configuration"
  })
  void eachLoaderAsksForWhatItReads(Firmware firmware, String asks) {
    Machine machine =
        new Machine(
            SCRIPT.mac(),
            SCRIPT.architecture(),
            firmware,
            BootStage.SCRIPT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Network.UNKNOWN);
    Explanation explanation =
        new Explanation(machine, List.of(), new BootDecision.NotOurs("no booter is for it"));

    assertThat(new ExplanationText(explanation, Optional.empty()).lines().get(0)).contains(asks);
  }

  @Test
  void showsWhatIsNotKnown() {
    Explanation explanation =
        new Explanation(
            FIRMWARE,
            List.of(opinion("api", null, "has not answered yet", null)),
            new BootDecision.Undecided("booter api has not answered yet"));

    assertThat(new ExplanationText(explanation, Optional.of(FIRMWARE)).lines())
        .contains(
            "1. booter api has not answered yet",
            "So it is left to ask again: booter api has not answered yet");
  }

  @Test
  void showsEveryKindOfAnswer() {
    assertThat(SpecText.of(new BootSpec.LocalDisk())).isEqualTo("the local disk");
    assertThat(SpecText.of(new BootSpec.Silence())).isEqualTo("to stay silent");
    assertThat(SpecText.of(new BootSpec.Identify())).contains("serial number");
    assertThat(SpecText.of(new BootSpec.IpxeScript("#!ipxe\nexit\n")))
        .isEqualTo("an iPXE script of 2 lines");
    assertThat(
            SpecText.of(
                new BootSpec.ProgramBoot(BootFile.parse("/srv/memtest.efi"), Optional.empty())))
        .isEqualTo("program /srv/memtest.efi");
  }

  @Test
  void noBooterCommandsTheTerminal() {
    Explanation explanation =
        new Explanation(
            FIRMWARE,
            List.of(opinion("\u001b[2J", null, null, "\u001b]0;owned\u0007")),
            new BootDecision.NotOurs("\u001b[31m"));

    assertThat(String.join("", new ExplanationText(explanation, Optional.empty()).lines()))
        .doesNotContain("\u001b", "\u0007");
  }

  private static Opinion opinion(String booter, BootSpec spec, String failure, String reason) {
    return new Opinion(
        new RankedBooter(booter, 0, true),
        Optional.ofNullable(spec),
        Optional.ofNullable(failure),
        Optional.ofNullable(reason));
  }
}
