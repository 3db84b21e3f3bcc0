package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.history.Play.ANOTHER;
import static org.pixiecore.history.Play.KERNEL;
import static org.pixiecore.history.Play.ROUTER;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.Step;
import org.pixiecore.api.history.Step.Tone;

/** What people read, a step at a time. */
class WordingTest {

  private final Play play = Play.of(Firmware.PXE, Architecture.X86_BIOS);

  @Test
  void othersThatAnswer() {
    play.discovers().otherAnswers(ROUTER, false, true, false);
    assertStep(Tone.PROGRESS, "192.168.1.1 offers it an address");
    play.otherAnswers(ROUTER, true, true, false);
    assertStep(Tone.PROGRESS, "192.168.1.1 gives it an address");
    play.otherAnswers(ROUTER, false, true, true);
    assertStep(Tone.NOTE, "192.168.1.1 offers it an address, and tells it what to boot");
    play.otherAnswers(ANOTHER, false, false, true);
    assertStep(Tone.NOTE, "boot server 192.168.1.9 tells it what to boot, too");
  }

  @Test
  void booters() {
    play.discovers().booterIs(BooterOutcome.PASSED, Duration.ofMillis(7), "no such machine");
    assertStep(Tone.NOTE, "booter api passes: no such machine (7 ms)");
    play.booterIs(BooterOutcome.LATE, Duration.ofSeconds(10), null);
    assertStep(Tone.TROUBLE, "booter api did not answer in time (10 s)");
    play.booterIs(BooterOutcome.FAILED, Duration.ofMillis(3), "503");
    assertStep(Tone.TROUBLE, "booter api failed: 503 (3 ms)");
    play.isNotOurs();
    assertStep(Tone.NOTE, "is left alone: no booter is for it (12 ms)");
    play.isToBoot(new BootSpec.Identify());
    assertStep(Tone.PROGRESS, "is to boot what its serial number tells (booter lab) (12 ms)");
    play.isUndecided();
    assertStep(
        Tone.TROUBLE, "is left to ask again, as nobody has decided: booter api is slow (12 ms)");
  }

  @Test
  void answers() {
    play.discovers().isTold(67, "undionly.kpxe", Next.BOOT_SERVER);
    assertStep(
        Tone.PROGRESS, "is told to ask 192.168.1.5, on port 4011, for what to load: undionly.kpxe");
    play.isTold(67, "Network, Local disk", Next.MENU);
    assertStep(Tone.PROGRESS, "is given a menu, for 192.168.1.5: Network, Local disk");
    play.isTold(4011, "undionly.kpxe", Next.BOOT_PROGRAM);
    assertStep(Tone.PROGRESS, "is told to load undionly.kpxe from 192.168.1.5, on port 4011");
    play.formChanges("direct", "menu");
    assertStep(
        Tone.NOTE, "asks again and again; it is answered in the form menu from now on, not direct");
  }

  @Test
  void transfers() {
    Play.Transfer program = play.beginsProgram(Protocol.TFTP, "undionly.kpxe", Loader.IPXE);
    assertStep(Tone.PROGRESS, "loads undionly.kpxe (1.0 MB) by TFTP");
    program.completes();
    assertStep(Tone.PROGRESS, "has loaded undionly.kpxe, 1.0 MB (after 1 s)");
    play.beginsFile(Protocol.HTTP, "vmlinuz").moves(77).ends(TransferOutcome.ABORTED, "reset");
    assertStep(Tone.TROUBLE, "broke off loading vmlinuz at byte 77 of 8000000: reset (after 1 s)");
    play.beginsFile(Protocol.HTTP, "initrd").ends(TransferOutcome.DECLINED, null);
    assertStep(Tone.NOTE, "wanted no more of initrd than it got (after 1 s)");
    play.isRefused("bootmgfw.efi", "no such boot program");
    assertStep(Tone.TROUBLE, "does not get bootmgfw.efi: no such boot program");
  }

  @Test
  void instructionsAndTheStart() {
    play.isInstructed("iPXE script", KERNEL);
    assertStep(
        Tone.PROGRESS,
        "is told to boot /srv/boot/vmlinuz with 1 initrd (booter lab) (iPXE script)");
    play.isInstructed("iPXE script", new BootDecision.NotOurs("every booter passed"));
    assertStep(Tone.NOTE, "is sent back to its firmware: every booter passed (iPXE script)");
    play.starts("vmlinuz");
    assertStep(Tone.PROGRESS, "starts vmlinuz (booter lab)");
  }

  private void assertStep(Tone tone, String text) {
    Step last = play.shown().timeline().get(play.shown().timeline().size() - 1);
    assertThat(last.text()).isEqualTo(text);
    assertThat(last.tone()).isEqualTo(tone);
  }
}
