package org.pixiecore.metrics;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;

/** A machine's boot, event by event. */
final class Events {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");
  static final Client CLIENT = Client.of(MAC);
  static final Machine MACHINE =
      new Machine(MAC, Architecture.EFI_X86_64, Firmware.PXE, Optional.empty());
  static final BootDecision KERNEL =
      new BootDecision.Boot(
          new BootSpec.KernelBoot(
              BootFile.of(Path.of("/srv/vmlinuz")), List.of(), CommandLine.EMPTY, Optional.empty()),
          "static-lab");

  private static final InetAddress SERVER = InetAddress.getLoopbackAddress();

  private Events() {}

  static BootEvent discover() {
    return new BootEvent.Heard(
        NOON,
        CLIENT,
        BootEvent.DhcpMessage.DISCOVER,
        67,
        "eth0",
        Optional.of(MACHINE),
        4,
        Optional.empty());
  }

  static BootEvent otherOffer() {
    return new BootEvent.OtherAnswer(NOON, CLIENT, SERVER, false, true, false);
  }

  static BootEvent asked(String booter, BooterOutcome outcome, Duration took) {
    return new BootEvent.BooterAsked(NOON, CLIENT, booter, outcome, took, Optional.empty());
  }

  static BootEvent decided(BootDecision decision) {
    return new BootEvent.Decided(NOON, CLIENT, MACHINE, decision, Duration.ofMillis(30));
  }

  static BootEvent told(int port, BootEvent.Next next) {
    return new BootEvent.Told(NOON, CLIENT, port, "snponly.efi", next, SERVER);
  }

  static BootEvent unanswered(BootEvent.Obstacle obstacle) {
    return new BootEvent.Unanswered(NOON, CLIENT, obstacle, "install ipxe");
  }

  static BootEvent formChanged(String to) {
    return new BootEvent.FormChanged(NOON, CLIENT, "direct", to);
  }

  static FileTransfer transfer(FileTransfer.Protocol protocol, long sent) {
    return new FileTransfer(
        protocol, "snponly.efi", Optional.of(Loader.IPXE), OptionalLong.of(sent), () -> sent);
  }

  static BootEvent ended(FileTransfer transfer, TransferOutcome outcome, Duration took) {
    return new BootEvent.TransferEnded(NOON, CLIENT, transfer, outcome, took, Optional.empty());
  }

  static BootEvent refused(String reason) {
    return new BootEvent.FileRefused(
        NOON, CLIENT, FileTransfer.Protocol.TFTP, "../../etc/passwd", reason);
  }

  static BootEvent instructed(BootDecision decision) {
    return new BootEvent.Instructed(NOON, CLIENT, "iPXE script", decision);
  }

  static BootEvent booting() {
    return new BootEvent.Booting(NOON, CLIENT, "vmlinuz", "static-lab");
  }

  static BootEvent confirmed() {
    return new BootEvent.Confirmed(NOON, CLIENT, "static-lab");
  }

  /** One of every kind that is counted. */
  static List<BootEvent> all() {
    return List.of(
        discover(),
        otherOffer(),
        asked("static-lab", BooterOutcome.ANSWERED, Duration.ofMillis(20)),
        decided(KERNEL),
        told(67, BootEvent.Next.BOOT_PROGRAM),
        unanswered(BootEvent.Obstacle.NO_BOOT_PROGRAM),
        formChanged("menu"),
        ended(
            transfer(FileTransfer.Protocol.TFTP, 1000),
            TransferOutcome.COMPLETE,
            Duration.ofSeconds(2)),
        refused("not there"),
        instructed(KERNEL),
        booting(),
        confirmed());
  }
}
