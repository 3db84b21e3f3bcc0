package org.pixiecore.console;

import static org.pixiecore.api.event.FileTransfer.Protocol.HTTP;
import static org.pixiecore.api.event.FileTransfer.Protocol.TFTP;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;
import org.pixiecore.api.status.Download;

/** What a page may have to show. */
final class Scenes {

  static final String LOADING = "52:54:00:12:34:56";
  static final String STUCK = "b4:2e:99:a1:0c:7f";

  private Scenes() {}

  /** A machine room on a working day. */
  static void fill(TestConsole console, Instant now) {
    console.serving();
    console.downloads.add(
        new Download(
            "debian 12 amd64: initrd.gz",
            "https://deb.debian.org/debian/dists/bookworm/main/installer-amd64",
            OptionalLong.of(41_000_000),
            17_400_000,
            Download.State.RUNNING,
            Optional.empty()));
    console.happens(loading(now, 27_800_000));
    console.happens(stuck(now));
    console.happens(
        Boots.of("3c:ec:ef:44:10:02", now.minusSeconds(340))
            .vendor("Super Micro Computer")
            .at("192.168.1.107")
            .boots("/srv/boot/vmlinuz with 1 initrd")
            .step(0, ChainLink.DHCP, "asks by DHCP")
            .step(9, ChainLink.BOOT, "starts vmlinuz")
            .in(BootState.BOOTING, ChainLink.BOOT));
    console.happens(
        Boots.of("dc:a6:32:07:5b:e9", now.minusSeconds(700))
            .vendor("Raspberry Pi Trading")
            .architecture(Architecture.RASPBERRY_PI)
            .at("192.168.1.131")
            .boots("the local disk")
            .in(BootState.LOCAL, ChainLink.INSTRUCTIONS));
    console.happens(
        Boots.of("00:25:90:5e:11:aa", now.minusSeconds(1500))
            .architecture(Architecture.X86_BIOS)
            .vendor("Dell")
            .in(BootState.LEFT_ALONE, ChainLink.OFFER));
    console.happens(
        Boots.of("52:54:00:ab:cd:01", now.minusSeconds(4))
            .at("192.168.1.115")
            .loads(TFTP, "snponly.efi", 98_000, 268_000)
            .step(0, ChainLink.DHCP, "asks by DHCP on eth0")
            .step(1, ChainLink.OFFER, "is offered snponly.efi")
            .step(2, ChainLink.PROGRAM, "loads snponly.efi by TFTP")
            .in(BootState.LOADING_PROGRAM, ChainLink.PROGRAM));
  }

  static MachineBoot loading(Instant now, long sent) {
    return Boots.of(LOADING, now.minusSeconds(14))
        .at("192.168.1.112")
        .boots("/srv/boot/debian/vmlinuz with 1 initrd")
        .loads(HTTP, "initrd.gz", sent, 41_000_000)
        .step(0, ChainLink.DHCP, "asks by DHCP on eth0: x86-64 UEFI")
        .step(1, ChainLink.DHCP, "takes 192.168.1.112 from 192.168.1.1")
        .step(1, ChainLink.OFFER, "booter static-lab says /srv/boot/debian/vmlinuz with 1 initrd")
        .step(1, ChainLink.OFFER, "is offered snponly.efi on port 67")
        .step(2, ChainLink.PROGRAM, Step.Tone.NOTE, "asks for the size of snponly.efi alone")
        .step(3, ChainLink.PROGRAM, "has snponly.efi by TFTP: 268 kB in 0.4 s")
        .step(6, ChainLink.LOADER, "iPXE asks by DHCP once more")
        .step(8, ChainLink.INSTRUCTIONS, "gets its iPXE script")
        .step(11, ChainLink.FILES, "has vmlinuz by HTTP: 8.1 MB in 1.2 s")
        .step(12, ChainLink.FILES, "loads initrd.gz by HTTP")
        .in(BootState.LOADING, ChainLink.FILES);
  }

  static MachineBoot stuck(Instant now) {
    return Boots.of(STUCK, now.minusSeconds(95))
        .vendor("Giga-Byte Technology")
        .boots("/srv/boot/debian/vmlinuz with 1 initrd")
        .step(0, ChainLink.DHCP, "asks by DHCP on eth0: x86-64 UEFI")
        .step(1, ChainLink.OFFER, "is offered snponly.efi on port 67")
        .step(3, ChainLink.OFFER, "asks the boot server on port 4011, and is answered")
        .step(33, ChainLink.OFFER, Step.Tone.TROUBLE, "asks again, as if it had not been answered")
        .step(64, ChainLink.PROGRAM, Step.Tone.TROUBLE, "has not asked for snponly.efi in 60 s")
        .diagnosed(
            Diagnosis.Cause.NO_REQUEST_FOR_PROGRAM,
            ChainLink.PROGRAM,
            "It was told to load snponly.efi from 192.168.1.5 by TFTP, and never asked for it.",
            "Look whether a firewall lets UDP port 69 through to this server, and whether the machine"
                + " reaches 192.168.1.5 from its network.")
        .in(BootState.STUCK, ChainLink.PROGRAM);
  }

  /** What somebody with bad intentions, or a long breath, may send. */
  static MachineBoot hostile(Instant now) {
    String markup = "<img src=x onerror=document.title='broken'><script>alert(1)</script>";
    return Boots.of("66:66:66:66:66:66", now)
        .vendor(markup + "A".repeat(200))
        .boots("/srv/" + "very-long-folder-name/".repeat(30) + "vmlinuz")
        .loads(HTTP, markup, 5, 10)
        .step(0, ChainLink.DHCP, markup)
        .step(1, ChainLink.FILES, "B".repeat(2000))
        .diagnosed(Diagnosis.Cause.FILE_MISSING, ChainLink.FILES, markup + "C".repeat(500), markup)
        .in(BootState.STUCK, ChainLink.FILES);
  }
}
