package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pixiecore.history.Play.KERNEL;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.BootHistory.Problem;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;

class ChronicleTest {

  private static final MacAddress ONE = MacAddress.parse("52:54:00:00:00:01");
  private static final MacAddress OTHER = MacAddress.parse("52:54:00:00:00:02");

  private final Chronicle chronicle = chronicle(100, 200);

  private static Chronicle chronicle(int machines, int steps) {
    return new Chronicle(new HistorySettings(machines, steps), mac -> Optional.of("Maker"));
  }

  @Test
  void aMachineIsShownAsItStands() {
    Play play = new Play(chronicle, ONE).discovers(4).isToBoot(KERNEL).takesAddress();

    MachineBoot shown = play.shown();
    assertThat(shown.mac()).isEqualTo(ONE);
    assertThat(shown.vendor()).contains("Maker");
    assertThat(shown.machine()).contains(play.machine());
    assertThat(shown.address()).contains(play.address);
    assertThat(shown.boots()).hasValueSatisfying(boots -> assertThat(boots).contains("vmlinuz"));
    assertThat(shown.forgotten()).isZero();
    assertThat(shown.timeline())
        .extracting(Step::text)
        .containsExactly(
            "PXE firmware (UEFI x86-64) asks by DISCOVER on port 67 on eth0 (for 4 s by its own"
                + " count)",
            "is to boot /srv/boot/vmlinuz with 1 initrd (booter lab) (12 ms)",
            "takes an address from 192.168.1.1");
  }

  @Test
  void theMachineThatWasHeardLastIsFirst() {
    Play one = new Play(chronicle, ONE).discovers();
    new Play(chronicle, OTHER).discovers();
    assertThat(chronicle.machines()).extracting(MachineBoot::mac).containsExactly(OTHER, ONE);

    one.discovers();
    assertThat(chronicle.machines()).extracting(MachineBoot::mac).containsExactly(ONE, OTHER);
  }

  @Test
  void aRepeatedStepIsCounted() {
    Play play = new Play(chronicle, ONE);
    play.discoversAndIsAnswered(3, () -> play.isToBoot(KERNEL).isToldProgram("ipxe.efi"));

    assertThat(play.shown().timeline())
        .extracting(Step::text)
        .containsExactly(
            "PXE firmware (UEFI x86-64) asks by DISCOVER on port 67 on eth0"
                + " (for 8 s by its own count; 3 times in 12 s)",
            "is to boot /srv/boot/vmlinuz with 1 initrd (booter lab) (12 ms; 3 times in 12 s)",
            "is told to load ipxe.efi from 192.168.1.5, on port 67 (3 times in 12 s)");
  }

  @Test
  void stepsOfEarlierBootsStayAndAreNotCountedWithThoseOfThisOne() {
    Play play = new Play(chronicle, ONE).discovers().isToldProgram("ipxe.efi").takesAddress();
    play.loadsProgram("ipxe.efi", Loader.IPXE).after(5).discovers();

    assertThat(play.shown().state()).isEqualTo(BootState.ASKING);
    assertThat(play.shown().timeline())
        .extracting(Step::text)
        .containsSubsequence(
            "PXE firmware (UEFI x86-64) asks by DISCOVER on port 67 on eth0",
            "begins to boot anew",
            "PXE firmware (UEFI x86-64) asks by DISCOVER on port 67 on eth0");
    assertThat(play.shown().began()).isEqualTo(play.shown().heard());
  }

  @Test
  void afterALongSilenceItIsAnotherBoot() {
    Play play = new Play(chronicle, ONE).discovers().after(121).discovers();

    assertThat(play.shown().timeline()).anyMatch(step -> step.text().equals("begins to boot anew"));
  }

  @Test
  void theLoadersQuestionIsOfTheSameBoot() {
    Play play = new Play(chronicle, ONE).discovers().isToldProgram("ipxe.efi").takesAddress();
    play.loadsProgram("ipxe.efi", Loader.IPXE).as(Firmware.IPXE, Architecture.EFI_X86_64);
    play.discovers();

    assertThat(play.shown().timeline())
        .noneMatch(step -> step.text().equals("begins to boot anew"));
  }

  @Test
  void theLoadersQuestionIsAnotherStepThanItsFirmwares() {
    Play play = new Play(chronicle, ONE).discovers().isToBoot(KERNEL).isToldProgram("ipxe.efi");
    play.takesAddress().loadsProgram("ipxe.efi", Loader.IPXE);
    play.as(Firmware.IPXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isToldScript().discovers().isToBoot(KERNEL).isToldScript();

    assertThat(play.shown().timeline())
        .extracting(Step::text)
        .filteredOn(text -> text.startsWith("is to boot"))
        .containsExactly(
            "is to boot /srv/boot/vmlinuz with 1 initrd (booter lab) (12 ms)",
            "is to boot /srv/boot/vmlinuz with 1 initrd (booter lab) (12 ms; 2 times)");
  }

  @Test
  void stepsAreBounded() {
    Play play = new Play(chronicle(100, 20), ONE);
    for (int i = 0; i < 1000; i++) {
      play.looksFor("name-" + i).isRefused("name-" + i, "").discovers().looksFor("n" + i);
    }
    for (int i = 0; i < 1000; i++) {
      play.isToldProgram("program-" + i);
    }

    assertThat(play.shown().timeline()).hasSize(20);
    assertThat(play.shown().forgotten()).isGreaterThan(900);
    assertThat(play.shown().timeline().get(19).text()).contains("program-999");
  }

  @Test
  void theMachineThatHasBeenSilentForTheLongestIsForgotten() {
    Chronicle small = chronicle(10, 200);
    Play first = new Play(small, new MacAddress(1)).discovers();
    LongStream.rangeClosed(2, 10).forEach(mac -> new Play(small, new MacAddress(mac)).discovers());
    first.discovers();
    new Play(small, new MacAddress(11)).discovers();

    assertThat(small.machines())
        .hasSize(10)
        .extracting(boot -> boot.mac().bits())
        .contains(1L, 11L)
        .doesNotContain(2L);
  }

  @Test
  void allStepsTogetherAreBounded() {
    Chronicle wide = chronicle(100_000, 2000);
    for (int machine = 1; machine <= 60; machine++) {
      Play play = new Play(wide, new MacAddress(machine)).discovers();
      for (int i = 0; i < 2000; i++) {
        play.isToldProgram("program-" + i);
      }
    }

    assertThat(wide.machines()).hasSizeBetween(30, 59);
    assertThat(wide.machine(new MacAddress(60))).isPresent();
    assertThat(wide.machine(new MacAddress(1))).isEmpty();
  }

  @Test
  void lessIsRememberedFromNowOn() {
    LongStream.rangeClosed(1, 50)
        .forEach(mac -> new Play(chronicle, new MacAddress(mac)).discovers());
    chronicle.resize(new HistorySettings(10, 20));

    assertThat(chronicle.machines()).hasSize(10);
  }

  @Test
  void aMachineIsKnownByItsAddressAlone() {
    Play play = new Play(chronicle, ONE).discovers().takesAddress();
    play.looksFor("autoexec.ipxe");

    assertThat(play.shown().timeline())
        .anyMatch(step -> step.text().equals("looks for autoexec.ipxe, which is not there"));
  }

  @Test
  void anAddressMovesToAnotherMachine() {
    Play one = new Play(chronicle, ONE).discovers().takesAddress();
    Play other = new Play(chronicle, OTHER).discovers().takesAddress();
    other.looksFor("grub.cfg");

    assertThat(one.shown().address()).isEmpty();
    assertThat(other.shown().address()).contains(other.address);
    assertThat(one.shown().timeline()).noneMatch(step -> step.text().contains("grub.cfg"));
    assertThat(other.shown().timeline()).anyMatch(step -> step.text().contains("grub.cfg"));
  }

  @Test
  void anAddressThatNobodyIsKnownToHaveIsNobody() {
    BootEvent event =
        new BootEvent.FileRefused(
            Play.MORNING,
            Client.of(Play.address("192.168.1.77")),
            Protocol.TFTP,
            "secrets",
            "no such file");

    assertThat(chronicle.take(event, Duration.ZERO)).isEmpty();
    assertThat(chronicle.machines()).isEmpty();
  }

  @Test
  void whatTheNetworkSaysIsCleanedAndShortened() {
    Play play = new Play(chronicle, ONE).discovers();
    play.isRefused("a\nb\u001b[31m" + "x".repeat(100_000), "no\u202esuch file");
    play.isToldProgram("http://user:secret@host/file?token=secret");

    assertThat(play.shown().timeline())
        .extracting(Step::text)
        .allSatisfy(
            text ->
                assertThat(text)
                    .hasSizeLessThan(500)
                    .doesNotContain("\n", "\u001b", "\u202e", "secret"));
  }

  @Test
  void problemsStayWhenTheMachineBoots() {
    Play play = new Play(chronicle, ONE).discovers().isToBoot(KERNEL).isToldProgram("ipxe.efi");
    play.after(1).takesAddress().after(30);
    play.loadsProgram("ipxe.efi", Loader.IPXE);

    assertThat(play.diagnosis()).isEmpty();
    assertThat(chronicle.problems())
        .extracting(Problem::mac, problem -> problem.diagnosis().cause())
        .containsExactly(tuple(ONE, Cause.NO_REQUEST_FOR_PROGRAM));
  }

  @Test
  void problemsAreBoundedAndTheLatestIsFirst() {
    LongStream.rangeClosed(1, Chronicle.MOST_PROBLEMS + 5)
        .forEach(
            mac ->
                new Play(chronicle, new MacAddress(mac))
                    .discovers()
                    .isUnanswered(BootEvent.Obstacle.NO_BOOT_PROGRAM, "none"));

    assertThat(chronicle.problems()).hasSize(Chronicle.MOST_PROBLEMS);
    assertThat(chronicle.problems().get(0).mac().bits()).isEqualTo(Chronicle.MOST_PROBLEMS + 5);
  }

  /** Of a site's machines that boot their disks all day, no problem is made. */
  @Test
  void aMachineThatIsLeftAloneIsNoProblem() {
    new Play(chronicle, ONE).discovers().isNotOurs();

    assertThat(chronicle.machine(ONE).orElseThrow().diagnosis()).isPresent();
    assertThat(chronicle.problems()).isEmpty();
  }

  @Test
  void aMachineIsForgottenUntilItIsHeardAgain() {
    Play play = new Play(chronicle, ONE).discovers();

    assertThat(chronicle.forget(ONE)).isTrue();
    assertThat(chronicle.forget(ONE)).isFalse();
    assertThat(chronicle.machines()).isEmpty();
    play.discovers();
    assertThat(play.shown().timeline()).hasSize(1);
  }
}
