package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.history.Play.ANOTHER;
import static org.pixiecore.history.Play.KERNEL;
import static org.pixiecore.history.Play.ROUTER;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** What goes wrong before a machine loads anything; each case with one that is in order. */
class DhcpDiagnosesTest {

  private final Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);

  private void isAnswered() {
    play.isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi");
  }

  @Test
  void noDhcpServerAnswers() {
    play.discoversAndIsAnswered(3, this::isAnswered);
    assertThat(play.diagnoses()).isEmpty();
    play.discovers(28);
    isAnswered();
    play.after(4);

    assertStuck(Cause.NO_ADDRESS, ChainLink.DHCP);
    assertProblem("No DHCP server", "4 times in 28 s", "192.168.1.5");
    assertAdvice("docs/dhcp-server.md", "67 and 68", "relay");
  }

  @Test
  void noDhcpServerAnswersFirmwareThatGivesUpSoon() {
    play.discoversAndIsAnswered(2, this::isAnswered).after(20);
    assertThat(play.diagnoses()).isEmpty();
    play.after(10);

    assertStuck(Cause.NO_ADDRESS, ChainLink.DHCP);
  }

  @Test
  void noDhcpServerAnswersTheIpxeInRom() {
    play.as(Firmware.IPXE, Architecture.X86_BIOS);
    for (int i = 0; i < 4; i++) {
      play.discovers().isToldScript().after(6);
    }
    play.after(10);

    assertStuck(Cause.NO_ADDRESS, ChainLink.DHCP);
  }

  @Test
  void theAddressComesAtLast() {
    noDhcpServerAnswers();
    play.isOfferedAnAddress().takesAddress();

    assertThat(play.diagnosis()).isEmpty();
    assertThat(play.shown().state()).isEqualTo(BootState.OFFERED);
  }

  /** That no offer is overheard means nothing, but that the machine takes none does. */
  @Test
  void anAddressThatIsNotOverheardIsOneAllTheSame() {
    play.discoversAndIsAnswered(2, this::isAnswered).takesAddress().after(1);
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(50);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void anotherBootServerWins() {
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.otherAnswers(ANOTHER, false, false, true).after(4).takesAddress().after(19);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertStuck(Cause.OTHER_BOOT_SERVER, ChainLink.OFFER);
    assertProblem("192.168.1.9 tells it what to boot");
    assertAdvice("docs/networks.md#conflicts");
  }

  @Test
  void anotherBootServerThatLoses() {
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.otherAnswers(ANOTHER, false, false, true).after(4).takesAddress().after(2);
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(30);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void theOfferIsNotTakenThoughThereIsAnAddress() {
    play.discoversAndIsAnswered(
        3,
        () -> {
          isAnswered();
          play.isOfferedAnAddress();
        });
    play.after(4);

    assertStuck(Cause.OFFER_NOT_TAKEN, ChainLink.OFFER);
    assertProblem("ipxe-x86_64.efi by 192.168.1.5", "3 times", "192.168.1.1 offers it an address");
    assertAdvice("answerForms", "docs/firmware.md", "68");
  }

  @Test
  void noFormIsTaken() {
    for (int i = 0; i < 4; i++) {
      play.discovers().isToBoot(KERNEL);
      if (i == 2) {
        play.formChanges("direct", "binl");
      }
      play.isTold(67, "ipxe-x86_64.efi", Next.BOOT_SERVER).isOfferedAnAddress();
      play.after(4).takesAddress().after(8);
      if (i < 3) {
        assertThat(play.diagnoses()).isEmpty();
      }
    }

    assertStuck(Cause.OFFER_NOT_TAKEN, ChainLink.OFFER);
    assertProblem("direct, binl");
  }

  @Test
  void aFormThatIsTakenAfterAll() {
    play.discoversAndIsAnswered(
        2,
        () -> {
          isAnswered();
          play.isOfferedAnAddress();
        });
    play.discovers(12).formChanges("direct", "binl").isTold(67, "x", Next.BOOT_SERVER);
    play.isOfferedAnAddress().after(16).takesAddress().asksBootServer();
    play.isTold(4011, "ipxe-x86_64.efi", Next.BOOT_PROGRAM).after(1);
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void itIsToAskOnPort4011AndDoesNot() {
    play.discovers().isToBoot(KERNEL).isTold(67, "ipxe-x86_64.efi", Next.BOOT_SERVER);
    play.isOfferedAnAddress().after(4).takesAddress().after(19);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.OFFER);
    assertProblem("to ask 192.168.1.5 on port 4011", "never did");
    assertAdvice("UDP", "192.168.1.5 port 4011", "docs/networks.md#ports");
  }

  @Test
  void noTftpComesThough4011WasAskedAndAnswered() {
    play.discovers().isToBoot(KERNEL).isTold(67, "", Next.BOOT_SERVER).isOfferedAnAddress();
    play.after(4).takesAddress().asksBootServer().isToBoot(KERNEL);
    play.isTold(4011, "ipxe-x86_64.efi", Next.BOOT_PROGRAM).after(19);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.PROGRAM);
    assertProblem("on port 4011", "ipxe-x86_64.efi from 192.168.1.5");
    assertAdvice("192.168.1.5 port 69", "docs/networks.md#ports");
  }

  @Test
  void noTftpComes() {
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.after(4).takesAddress().after(20);

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.PROGRAM);
  }

  /** Firmware that begins anew sooner than it is silent for long. */
  @Test
  void noTftpComesFromFirmwareThatBeginsAnewAtOnce() {
    for (int i = 0; i < 6; i++) {
      play.discovers().isToBoot(KERNEL).isToldProgram("undionly.kpxe").isOfferedAnAddress();
      play.after(4).takesAddress().after(9);
    }

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.PROGRAM);
  }

  /** It falls back to its disk, and still did not boot what it was to. */
  @Test
  void aSystemThatRunsInsteadChangesNothing() {
    noTftpComes();
    play.discoversForItsSystem().isOfferedAnAddress().takesAddress().after(500);

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.PROGRAM);
  }

  @Test
  void noHttpComes() {
    play.as(Firmware.HTTP_BOOT, new Architecture(16)).discovers().isToBoot(KERNEL);
    play.isToldProgram("http://192.168.1.5:8181/pixiecore/ipxe-x86_64.efi").isOfferedAnAddress();
    play.after(4).takesAddress().after(20);

    assertStuck(Cause.NO_REQUEST_FOR_PROGRAM, ChainLink.PROGRAM);
    assertAdvice("TCP", "192.168.1.5 port 8181");
  }

  @Test
  void nobodyWantsIt() {
    play.discovers().isNotOurs();

    assertThat(play.shown().state()).isEqualTo(BootState.LEFT_ALONE);
    assertThat(play.diagnosis().orElseThrow().cause()).isEqualTo(Cause.NOT_OURS);
    assertThat(play.shown().timeline())
        .noneMatch(step -> step.text().contains("pixiecore:explain"));
    play.after(4).discovers().isToBoot(KERNEL);
    assertThat(play.diagnosis()).isEmpty();
    assertThat(play.shown().state()).isEqualTo(BootState.ASKING);
  }

  @Test
  void aBooterIsTooSlow() {
    for (int i = 0; i < 3; i++) {
      play.discovers().isUndecided().after(4);
      play.booterIs(BooterOutcome.LATE, Duration.ofSeconds(10), null).after(2);
    }

    assertStuck(Cause.BOOTERS_UNDECIDED, ChainLink.DHCP);
    assertProblem("booter api has not answered in 10 s");
    assertAdvice("booterTimeout");
    play.discovers().isToBoot(KERNEL);
    assertThat(play.diagnosis()).isEmpty();
  }

  @Test
  void aBooterFails() {
    play.discovers().booterIs(BooterOutcome.FAILED, Duration.ofMillis(3), "the database is away");
    play.isUndecided().after(14);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertStuck(Cause.BOOTERS_UNDECIDED, ChainLink.DHCP);
    assertProblem("booter api failed (the database is away)");
  }

  @Test
  void theScriptSaysForEverThatItAskAgain() {
    play.as(Firmware.IPXE, Architecture.X86_BIOS).discovers().isToldScript().after(2);
    play.takesAddress();
    for (int i = 0; i < 4; i++) {
      play.isInstructed("iPXE script", new BootDecision.Undecided("booter api is down")).after(5);
    }

    assertStuck(Cause.BOOTERS_UNDECIDED, ChainLink.LOADER);
    assertProblem("booter api is down");
  }

  @Test
  void thereIsNoBootProgramForIt() {
    play.as(Firmware.PXE, Architecture.EFI_RISCV64).discovers().isToBoot(KERNEL);
    play.isUnanswered(Obstacle.NO_BOOT_PROGRAM, "install the package ipxe of trixie");

    assertStuck(Cause.NO_BOOT_PROGRAM, ChainLink.OFFER);
    assertProblem("UEFI RISC-V 64", "install the package ipxe of trixie");
    assertAdvice("docs/bootloaders.md");
    play.after(4).discovers().isToBoot(KERNEL).isToldProgram("ipxe-riscv64.efi");
    assertThat(play.diagnosis()).isEmpty();
  }

  @Test
  void theServerIsNotReady() {
    play.discovers().isToBoot(KERNEL).isUnanswered(Obstacle.NOT_READY, "HTTP is not there yet");
    play.after(4).discovers().isUnanswered(Obstacle.NOT_READY, "HTTP is not there yet").after(5);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertStuck(Cause.SERVER_NOT_READY, ChainLink.OFFER);
    assertProblem("HTTP is not there yet");
  }

  @Test
  void theServerIsReadyInAMoment() {
    play.discovers().isToBoot(KERNEL).isUnanswered(Obstacle.NOT_READY, "HTTP is not there yet");
    play.after(4).discovers().isToldProgram("ipxe-x86_64.efi").after(4).takesAddress().after(8);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** Whoever only renews a lease is nobody's machine to boot. */
  @Test
  void computersThatDoNotAskToBootHaveNoHistory() {
    Chronicle chronicle = new Chronicle(new HistorySettings(100, 200), mac -> Optional.empty());
    Play system = new Play(chronicle, play.mac);
    system.discoversForItsSystem().takesAddress().otherAnswers(ROUTER, true, true, false);

    assertThat(chronicle.machines()).isEmpty();
  }

  private void assertStuck(Cause cause, ChainLink link) {
    Stuck.at(play, cause, link);
  }

  private void assertProblem(String... texts) {
    assertThat(play.diagnosis().orElseThrow().problem()).contains(texts);
  }

  private void assertAdvice(String... texts) {
    assertThat(play.diagnosis().orElseThrow().advice()).contains(texts);
  }
}
