package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.history.Play.KERNEL;

import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;

/** Boots that go well, from power-on: no moment of them has a diagnosis. */
class GoodBootsTest {

  /** Longer than any patience. */
  private static final int A_LONG_WHILE = 1000;

  @Test
  void biosWithIpxe() {
    Play play = Play.of(Firmware.PXE, Architecture.X86_BIOS);
    play.discovers().isToBoot(KERNEL).isToldProgram("undionly.kpxe").isOfferedAnAddress();
    assertState(play, BootState.OFFERED, ChainLink.OFFER);
    play.after(4).takesAddress().after(1);
    Play.Transfer program = play.beginsProgram(Protocol.TFTP, "undionly.kpxe", Loader.IPXE);
    assertState(play, BootState.LOADING_PROGRAM, ChainLink.PROGRAM);
    assertThat(play.shown().running()).hasSize(1);
    program.completes().after(5);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void uefiByPort4011() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isTold(67, "ipxe-x86_64.efi", Next.BOOT_SERVER);
    play.isOfferedAnAddress().after(4).takesAddress().after(1);
    play.asksBootServer().isToBoot(KERNEL).isTold(4011, "ipxe-x86_64.efi", Next.BOOT_PROGRAM);
    play.after(1).loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(1);
    play.looksFor("autoexec.ipxe");
    assertState(play, BootState.IN_LOADER, ChainLink.LOADER);
    play.after(20);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void uefiHttpBoot() {
    Play play = Play.of(Firmware.HTTP_BOOT, new Architecture(16));
    play.discovers().isToBoot(KERNEL).isToldProgram("http://192.168.1.5:8181/ipxe-x86_64.efi");
    play.isOfferedAnAddress().after(4).takesAddress().after(2);
    play.beginsProgram(Protocol.HTTP, "ipxe-x86_64.efi", Loader.IPXE)
        .ends(TransferOutcome.DECLINED, null);
    play.beginsProgram(Protocol.HTTP, "ipxe-x86_64.efi", Loader.IPXE).completes().after(3);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void ipxeInRom() {
    Play play = Play.of(Firmware.IPXE, Architecture.X86_BIOS);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** As VirtualBox's, which cannot boot kernels. */
  @Test
  void ipxeInRomThatLoadsABetterOne() {
    Play play = Play.of(Firmware.IPXE, Architecture.X86_BIOS);
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe.pxe").after(2).takesAddress().after(1);
    play.loadsProgram("ipxe.pxe", Loader.IPXE).after(3);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  private static void ipxeBoots(Play play) {
    play.as(Firmware.IPXE, play.machine().architecture());
    play.discovers().isToBoot(KERNEL).isToldScript().isOfferedAnAddress();
    assertState(play, BootState.IN_LOADER, ChainLink.LOADER);
    play.after(2).takesAddress().after(1).isToBoot(KERNEL).isInstructed("iPXE script", KERNEL);
    assertState(play, BootState.INSTRUCTED, ChainLink.INSTRUCTIONS);
    play.loadsFile(Protocol.HTTP, "vmlinuz");
    assertState(play, BootState.LOADING, ChainLink.FILES);
    play.loadsFile(Protocol.HTTP, "initrd.gz").after(1).starts("vmlinuz");
    assertState(play, BootState.BOOTING, ChainLink.BOOT);
    play.after(15).discoversForItsSystem().takesAddress().after(A_LONG_WHILE);
    play.discoversForItsSystem().takesAddress().after(A_LONG_WHILE);
    assertState(play, BootState.BOOTING, ChainLink.BOOT);
  }

  @Test
  void pxelinux() {
    Play play = Play.of(Firmware.PXE, Architecture.X86_BIOS);
    play.discovers().isToBoot(KERNEL).isToldProgram("lpxelinux.0").isOfferedAnAddress();
    play.after(4).takesAddress().after(1).loadsProgram("lpxelinux.0", Loader.PXELINUX);
    play.after(1).loadsProgram("ldlinux.c32", Loader.PXELINUX).after(1);
    play.looksFor("pxelinux.cfg/564d-uuid").as(Firmware.PXELINUX, Architecture.X86_BIOS);
    play.isToBoot(KERNEL).isInstructed("pxelinux.cfg/01-52-54-00-00-00-01", KERNEL);
    play.beginsFile(Protocol.HTTP, "01-52-54-00-00-00-01").completes();
    assertState(play, BootState.INSTRUCTED, ChainLink.INSTRUCTIONS);
    play.after(2).loadsFile(Protocol.HTTP, "vmlinuz").loadsFile(Protocol.HTTP, "initrd.gz");
    play.starts("vmlinuz").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
    assertState(play, BootState.BOOTING, ChainLink.BOOT);
  }

  @Test
  void shimAndGrub() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isToldProgram("shimx64.efi").isOfferedAnAddress();
    play.after(4).takesAddress().after(1).loadsProgram("shimx64.efi", Loader.GRUB).after(2);
    play.looksFor("revocations.efi");
    assertState(play, BootState.LOADING_PROGRAM, ChainLink.PROGRAM);
    play.loadsProgram("grubx64.efi", Loader.GRUB).after(10);
    play.looksFor("grub/x86_64-efi/command.lst").after(5);
    assertState(play, BootState.IN_LOADER, ChainLink.LOADER);
    play.as(Firmware.GRUB, Architecture.EFI_X86_64).isToBoot(KERNEL);
    play.isInstructed("grub/grub.cfg-01-52-54-00-00-00-01", KERNEL);
    play.after(2).loadsFile(Protocol.TFTP, "vmlinuz").loadsFile(Protocol.TFTP, "initrd.gz");
    play.starts("vmlinuz").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
    assertState(play, BootState.BOOTING, ChainLink.BOOT);
  }

  /** It gives no notice when it starts, and the person at it may only have wanted an address. */
  @Test
  void uBoot() {
    Play play = Play.of(Firmware.U_BOOT, Architecture.UBOOT_ARM64);
    play.discovers().isToBoot(KERNEL).isTold(67, "192.168.1.5", Next.BOOT_PROGRAM);
    play.isOfferedAnAddress().after(1).takesAddress().after(A_LONG_WHILE);
    play.isToBoot(KERNEL).isInstructed("pxelinux.cfg/01-52-54-00-00-00-01", KERNEL);
    play.loadsFile(Protocol.TFTP, "vmlinuz").loadsFile(Protocol.TFTP, "initrd.gz");
    play.after(A_LONG_WHILE);
    assertState(play, BootState.LOADING, ChainLink.FILES);
    play.discoversForItsSystem();

    assertThat(play.diagnoses()).isEmpty();
    assertState(play, BootState.BOOTING, ChainLink.BOOT);
  }

  /** It loads files of its own by name, and does not say either when it starts. */
  @Test
  void raspberryPi() {
    Play play = Play.of(Firmware.RASPBERRY_PI, Architecture.RASPBERRY_PI);
    play.discovers().isToBoot(KERNEL).isToldProgram("192.168.1.5").isOfferedAnAddress();
    play.after(1).takesAddress().after(2).looksFor("12345678/start4.elf");
    play.loadsFile(Protocol.TFTP, "start4.elf").after(5).isToBoot(KERNEL);
    play.isInstructed("config.txt", KERNEL).loadsFile(Protocol.TFTP, "kernel8.img");
    play.after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
    assertState(play, BootState.LOADING, ChainLink.FILES);
  }

  @Test
  void theLocalDisk() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    BootSpec disk = new BootSpec.LocalDisk();
    play.discovers().isToBoot(disk).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.after(4).takesAddress().after(1).loadsProgram("ipxe-x86_64.efi", Loader.IPXE);
    play.after(3).as(Firmware.IPXE, Architecture.EFI_X86_64).discovers().isToldScript();
    play.after(2).takesAddress().isInstructed("iPXE script", disk);
    play.after(20).discoversForItsSystem().takesAddress().after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
    assertState(play, BootState.LOCAL, ChainLink.BOOT);
    assertThat(play.shown().boots()).contains("the local disk");
  }

  /** A person may stand before a menu, or choose the disk, of which nothing is heard. */
  @Test
  void aMenuThatIsLeftAlone() {
    Play play = Play.of(Firmware.PXE, Architecture.X86_BIOS);
    play.discovers().isToBoot(KERNEL).isTold(67, "Network, Local disk", Next.MENU);
    play.isOfferedAnAddress().after(4).takesAddress().after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** It was chosen from the menu, and asks for nothing. */
  @Test
  void aMemoryTest() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isTold(67, "Network, Memory test", Next.MENU);
    play.isOfferedAnAddress().after(4).takesAddress().after(30).asksBootServer();
    play.isTold(4011, "memtest.efi", Next.BOOT_PROGRAM).loadsProgram("memtest.efi", Loader.IPXE);
    play.after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** One that is switched off right away, or boots its disk, before anything is known of it. */
  @Test
  void aMachineThatAsksOnlyOnce() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** Somebody pressed a key, and it boots its disk. */
  @Test
  void aMachineThatTurnsToItsDisk() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discoversAndIsAnswered(2, () -> play.isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi"));
    play.after(10).discoversForItsSystem().isOfferedAnAddress().takesAddress().after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** Its system asks for the address that it had before. */
  @Test
  void aMachineThatTurnsToItsDiskWithAnAddress() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.after(4).takesAddress().after(15).asksForItsOldAddress().after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** dnsmasq looks for three seconds whether an address is in use, and others for longer. */
  @Test
  void aSlowDhcpServer() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discoversAndIsAnswered(3, () -> play.isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi"));
    play.isOfferedAnAddress().takesAddress().after(1);
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(3);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** iPXE tries again by itself. */
  @Test
  void aKernelThatIsTriedAgain() {
    Play play = Play.of(Firmware.IPXE, Architecture.X86_BIOS);
    play.discovers().isToBoot(KERNEL).isToldScript().after(2).takesAddress();
    play.isInstructed("iPXE script", KERNEL);
    play.beginsFile(Protocol.HTTP, "vmlinuz").moves(5000).ends(TransferOutcome.ABORTED, "gone");
    play.after(5).isInstructed("iPXE script", KERNEL).loadsFile(Protocol.HTTP, "vmlinuz");
    play.loadsFile(Protocol.HTTP, "initrd.gz").starts("vmlinuz").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** It may show a menu, wait for a person, or load from anywhere. */
  @Test
  void aScriptOfTheSitesOwn() {
    Play play = Play.of(Firmware.IPXE, Architecture.X86_BIOS);
    BootSpec script = new BootSpec.IpxeScript("#!ipxe\nshell");
    play.discovers().isToBoot(script).isToldScript().after(2).takesAddress();
    play.isInstructed("iPXE script", script).after(A_LONG_WHILE);
    play.loadsFile(Protocol.HTTP, "menu.c32").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  @Test
  void aBooterThatIsSlowAtFirst() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isUndecided().after(4);
    play.discovers(4).isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").isOfferedAnAddress();
    play.after(8).takesAddress().loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(3);
    play.as(Firmware.IPXE, Architecture.EFI_X86_64).discovers().isToldScript().after(2);
    play.takesAddress().isInstructed("iPXE script", new BootDecision.Undecided("slow")).after(5);
    play.isInstructed("iPXE script", KERNEL).loadsFile(Protocol.HTTP, "vmlinuz");
    play.starts("vmlinuz").after(A_LONG_WHILE);

    assertThat(play.diagnoses()).isEmpty();
  }

  /** Once is a person, who pressed reset. */
  @Test
  void aMachineThatIsResetWhileItsLoaderStarts() {
    Play play = Play.of(Firmware.PXE, Architecture.EFI_X86_64);
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").takesAddress();
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(20);
    play.discovers().isToBoot(KERNEL).isToldProgram("ipxe-x86_64.efi").after(4).takesAddress();
    play.loadsProgram("ipxe-x86_64.efi", Loader.IPXE).after(5);
    ipxeBoots(play);

    assertThat(play.diagnoses()).isEmpty();
  }

  private static void assertState(Play play, BootState state, ChainLink link) {
    assertThat(play.shown().state()).isEqualTo(state);
    assertThat(play.shown().link()).isEqualTo(link);
  }
}
