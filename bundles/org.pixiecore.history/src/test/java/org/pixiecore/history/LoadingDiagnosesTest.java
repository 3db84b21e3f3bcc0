package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.history.Play.KERNEL;

import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;

/** What goes wrong from the boot program on; each case with one that is in order. */
class LoadingDiagnosesTest {

  private static final String SCRIPT = "iPXE script";

  private final Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);

  /** As far as TFTP. */
  private Play offered(String program) {
    play.discovers().isToBoot(KERNEL).isToldProgram(program).isOfferedAnAddress();
    return play.after(4).takesAddress().after(1);
  }

  /** As far as iPXE's first DISCOVER. */
  private Play inIpxe() {
    offered("ipxe-x86_64.efi").loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(3);
    return play.as(Firmware.IPXE, Architecture.EFI_X86_64);
  }

  private Play instructed() {
    inIpxe().discovers().isToldScript().after(2).takesAddress().isToBoot(KERNEL);
    return play.isInstructed(SCRIPT, KERNEL);
  }

  // the boot program

  @Test
  void theProgramStops() {
    offered("ipxe-x86_64.efi")
        .beginsProgram(Protocol.TFTP, "ipxe-x86_64.efi", Loader.IPXE)
        .moves(146_800)
        .ends(TransferOutcome.STALLED, "no answer for 5 s");
    play.after(14);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    Diagnosis diagnosis = Stuck.at(play, Cause.PROGRAM_STALLED, ChainLink.PROGRAM);
    assertThat(diagnosis.problem())
        .contains("ipxe-x86_64.efi by TFTP", "at byte 146800 of 1000000", "no answer for 5 s");
    assertThat(diagnosis.advice()).contains("maxBlksize");
  }

  /** The one that firewalls cause. */
  @Test
  void theProgramStopsBeforeItsFirstByte() {
    offered("ipxe-x86_64.efi")
        .beginsProgram(Protocol.TFTP, "ipxe-x86_64.efi", Loader.IPXE)
        .ends(TransferOutcome.STALLED, null);
    play.after(15);

    Diagnosis diagnosis = Stuck.at(play, Cause.PROGRAM_STALLED, ChainLink.PROGRAM);
    assertThat(diagnosis.problem()).contains("at byte 0 of 1000000");
    assertThat(diagnosis.advice()).contains("port of its own", "docs/networks.md#ports");
  }

  @Test
  void theProgramStandsAndNobodyEndsIt() {
    offered("http://192.168.1.5/x")
        .beginsProgram(Protocol.HTTP, "ipxe-x86_64.efi", Loader.IPXE)
        .moves(10);
    play.after(39);
    assertThat(play.diagnoses()).isEmpty();
    play.after(5);

    assertThat(Stuck.at(play, Cause.PROGRAM_STALLED, ChainLink.PROGRAM).problem())
        .contains("by HTTP stands still at byte 10");
  }

  @Test
  void theProgramIsTriedAgain() {
    offered("ipxe-x86_64.efi")
        .beginsProgram(Protocol.TFTP, "ipxe-x86_64.efi", Loader.IPXE)
        .moves(146_800)
        .ends(TransferOutcome.STALLED, null);
    play.after(10).loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(30);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** A client may be gone with the last block. */
  @Test
  void theLastAcknowledgmentNeverComes() {
    offered("ipxe-x86_64.efi")
        .beginsProgram(Protocol.TFTP, "ipxe-x86_64.efi", Loader.IPXE)
        .moves(1_000_000)
        .ends(TransferOutcome.STALLED, null);
    play.after(30);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void uefiRefusesAnUnsignedProgram() {
    offered("ipxe-x86_64.efi").loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(74);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    Diagnosis diagnosis = Stuck.at(play, Cause.PROGRAM_NOT_STARTED, ChainLink.PROGRAM);
    assertThat(diagnosis.problem()).contains("ipxe-x86_64.efi");
    assertThat(diagnosis.advice()).contains("Secure Boot", "grubMachines", "docs/secure-boot.md");
  }

  /** It does not fall silent, but begins anew at once, for ever. */
  @Test
  void uefiRefusesAnUnsignedProgramAgainAndAgain() {
    for (int i = 0; i < 2; i++) {
      offered("ipxe-x86_64.efi").loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(5);
      assertThat(play.diagnoses()).isEmpty();
    }
    play.discovers();

    Stuck.at(play, Cause.PROGRAM_NOT_STARTED, ChainLink.PROGRAM);
  }

  @Test
  void biosDoesNotGetOnWithIpxe() {
    play.as(Firmware.PXE, Architecture.X86_BIOS);
    offered("undionly.kpxe").loadsProgram("undionly.kpxe", Loader.IPXE).after(75);

    assertThat(Stuck.at(play, Cause.PROGRAM_NOT_STARTED, ChainLink.PROGRAM).advice())
        .contains("pxelinuxMachines")
        .doesNotContain("Secure Boot");
  }

  @Test
  void shimIsRefused() {
    offered("shimx64.efi").loadsProgram("shimx64.efi", Loader.GRUB).after(75);

    Diagnosis diagnosis = Stuck.at(play, Cause.SECURE_BOOT_REFUSED, ChainLink.PROGRAM);
    assertThat(diagnosis.problem()).contains("shimx64.efi");
    assertThat(diagnosis.advice()).contains("third-party key", "docs/secure-boot.md");
  }

  @Test
  void grubAsksAnotherServer() {
    offered("shimx64.efi").loadsProgram("shimx64.efi", Loader.GRUB).looksFor("revocations.efi");
    play.loadsProgram("grubx64.efi", Loader.GRUB).after(75);

    Diagnosis diagnosis = Stuck.at(play, Cause.SECURE_BOOT_REFUSED, ChainLink.PROGRAM);
    assertThat(diagnosis.problem()).contains("grubx64.efi");
    assertThat(diagnosis.advice()).contains("GRUB 2.06", "next server");
  }

  @Test
  void anotherServerSaidWhatToLoad() {
    offered("ipxe-x86_64.efi").isRefused("bootmgfw.efi", "there is no such boot program");
    play.after(5);

    assertThat(Stuck.at(play, Cause.FILE_MISSING, ChainLink.PROGRAM).problem())
        .contains("bootmgfw.efi by TFTP", "there is no such boot program");
  }

  @Test
  void aNameThatIsMissedAndNotNeeded() {
    offered("ipxe-x86_64.efi").isRefused("bootmgfw.efi", "there is no such boot program");
    play.after(2).loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(30);

    assertThat(play.diagnoses()).isEmpty();
  }

  // the loader

  @Test
  void theLoaderGetsNoAddress() {
    inIpxe();
    for (int pause : new int[] {1, 2, 4, 8}) {
      play.discovers().isToldScript().after(pause);
    }

    Diagnosis diagnosis = Stuck.at(play, Cause.LOADER_HAS_NO_ADDRESS, ChainLink.LOADER);
    assertThat(diagnosis.advice()).contains("spanning tree");
    play.takesAddress();
    assertThat(play.diagnosis()).isEmpty();
  }

  /** VirtualBox's ROM is an iPXE that loads a better one. */
  @Test
  void theBetterIpxeGetsNoAddress() {
    play.as(Firmware.IPXE, Architecture.X86_BIOS).discovers().isToldProgram("ipxe.pxe").after(2);
    play.takesAddress().loadsProgram("ipxe.pxe", Loader.IPXE).after(3);
    for (int pause : new int[] {1, 2, 4, 8}) {
      play.discovers().isToldScript().after(pause);
    }

    Stuck.at(play, Cause.LOADER_HAS_NO_ADDRESS, ChainLink.LOADER);
  }

  @Test
  void theLoaderGetsItsAddressLate() {
    inIpxe().discovers().isToldScript().after(1).discovers().isToldScript().after(2);
    play.discovers().isToldScript().after(4).takesAddress().isInstructed(SCRIPT, KERNEL);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void theScriptIsNotFetched() {
    inIpxe().discovers().isToldScript().after(2).takesAddress().after(29);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    Diagnosis diagnosis = Stuck.at(play, Cause.NO_REQUEST_FOR_SCRIPT, ChainLink.LOADER);
    assertThat(diagnosis.problem()).contains("http://192.168.1.5:8181/pixiecore/ipxe");
    assertThat(diagnosis.advice()).contains("TCP", "192.168.1.5 port 8181");
  }

  @Test
  void theLoaderStartsAndDoesNotAsk() {
    offered("ipxe-x86_64.efi").loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(1);
    play.looksFor("autoexec.ipxe").after(60);

    assertThat(Stuck.at(play, Cause.NO_REQUEST_FOR_SCRIPT, ChainLink.LOADER).problem())
        .contains("ipxe-x86_64.efi has started");
  }

  // what it boots

  @Test
  void theKernelIsNotFetched() {
    instructed().after(59);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    assertThat(Stuck.at(play, Cause.FILES_NOT_FETCHED, ChainLink.FILES).problem())
        .contains("iPXE script");
  }

  @Test
  void theKernelStops() {
    instructed()
        .beginsFile(Protocol.HTTP, "vmlinuz")
        .moves(1_234_567)
        .ends(TransferOutcome.ABORTED, "the connection was reset");
    play.after(20);

    Diagnosis diagnosis = Stuck.at(play, Cause.FILE_STALLED, ChainLink.FILES);
    assertThat(diagnosis.problem())
        .contains("vmlinuz by HTTP was ended by the machine at byte 1234567 of 8000000");
  }

  /** HTTP is said to be sent when the web server has it, and the network may not. */
  @Test
  void theKernelStopsWithItsEndInTheServersBuffers() {
    instructed()
        .beginsFile(Protocol.HTTP, "vmlinuz")
        .moves(8_000_000)
        .ends(TransferOutcome.STALLED, "no octet was taken for 30 s");
    play.after(20);

    Diagnosis diagnosis = Stuck.at(play, Cause.FILE_STALLED, ChainLink.FILES);
    assertThat(diagnosis.problem()).contains("vmlinuz by HTTP stopped");
  }

  @Test
  void theKernelStandsStill() {
    Play.Transfer kernel = instructed().beginsFile(Protocol.HTTP, "vmlinuz").moves(1000);
    play.after(50);
    kernel.moves(1000);
    play.after(55);
    assertThat(play.diagnoses()).isEmpty();
    play.after(10);
    Stuck.at(play, Cause.FILE_STALLED, ChainLink.FILES);

    kernel.moves(1000);
    play.after(1);
    assertThat(play.diagnosis()).isEmpty();
    assertThat(play.shown().state()).isEqualTo(BootState.LOADING);
  }

  @Test
  void theKernelStopsAgainAndAgain() {
    instructed();
    for (int i = 0; i < 3; i++) {
      play.beginsFile(Protocol.HTTP, "vmlinuz")
          .moves(5000)
          .ends(TransferOutcome.FAILED, "http://mirror/vmlinuz answers 503");
      play.after(5).isInstructed(SCRIPT, KERNEL);
    }

    Diagnosis diagnosis = Stuck.at(play, Cause.FILE_STALLED, ChainLink.FILES);
    assertThat(diagnosis.problem()).contains("failed on this server", "3 times", "answers 503");
    assertThat(diagnosis.advice()).contains("behind a URL");
  }

  @Test
  void theInitrdIsNotThere() {
    instructed();
    for (int i = 0; i < 3; i++) {
      play.loadsFile(Protocol.HTTP, "vmlinuz").isRefused("initrd.gz", "/srv/initrd.gz is missing");
      play.after(5).isInstructed(SCRIPT, KERNEL);
    }

    Diagnosis diagnosis = Stuck.at(play, Cause.FILE_MISSING, ChainLink.FILES);
    assertThat(diagnosis.problem()).contains("initrd.gz", "/srv/initrd.gz is missing");
    play.loadsFile(Protocol.HTTP, "vmlinuz").loadsFile(Protocol.HTTP, "initrd.gz");
    assertThat(play.diagnosis()).isEmpty();
  }

  @Test
  void noNoticeComes() {
    instructed().loadsFile(Protocol.HTTP, "vmlinuz").loadsFile(Protocol.HTTP, "initrd.gz");
    play.after(59);
    assertThat(play.diagnoses()).isEmpty();
    play.after(1);

    Diagnosis diagnosis = Stuck.at(play, Cause.NO_BOOT_NOTICE, ChainLink.BOOT);
    assertThat(diagnosis.problem()).contains("2 files (16.0 MB), the last one initrd.gz");
    play.starts("vmlinuz");
    assertThat(play.diagnosis()).isEmpty();
    assertThat(play.shown().state()).isEqualTo(BootState.BOOTING);
  }

  @Test
  void aMachineThatWasStuckBeginsAnew() {
    instructed().after(60);
    assertThat(play.diagnosis()).isPresent();
    play.as(Firmware.PXE, Architecture.EFI_X86_64).discovers();

    assertThat(play.diagnosis()).isEmpty();
    assertThat(play.shown().state()).isEqualTo(BootState.ASKING);
    assertThat(play.shown().boots()).isEmpty();
    assertThat(play.shown().timeline())
        .anyMatch(step -> step.text().equals("begins to boot anew"))
        .anyMatch(step -> step.text().contains("fetched nothing"));
  }
}
