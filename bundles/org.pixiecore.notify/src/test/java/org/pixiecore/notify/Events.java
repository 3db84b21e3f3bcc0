package org.pixiecore.notify;

import static org.pixiecore.notify.Boots.NOON;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;

/** Events of every kind, with all that they can have, and a secret wherever one may be. */
final class Events {

  static final String SECRET = "hunter2";

  private static final Client CLIENT = Client.of(Boots.MAC, InetAddress.getLoopbackAddress());
  private static final InetAddress SERVER = InetAddress.getLoopbackAddress();
  private static final Machine MACHINE = Boots.at(BootState.ASKING).machine().orElseThrow();
  private static final String URL = "http://me:" + SECRET + "@h/k?token=" + SECRET;
  private static final BootDecision KERNEL =
      new BootDecision.Boot(
          new BootSpec.KernelBoot(
              new BootFile(URI.create(URL)),
              List.of(BootFile.of(Path.of("/srv/initrd.gz"))),
              new CommandLine(List.of(new CommandLine.Text("password=" + SECRET))),
              Optional.of(SECRET)),
          "static-lab");
  private static final FileTransfer TRANSFER =
      new FileTransfer(
          FileTransfer.Protocol.TFTP,
          "snponly.efi",
          Optional.of(Loader.IPXE),
          OptionalLong.of(1000),
          () -> 500);

  private Events() {}

  static Stream<BootEvent> all() {
    return Stream.of(
        new BootEvent.Heard(
            NOON,
            CLIENT,
            BootEvent.DhcpMessage.REQUEST,
            4011,
            "eth0",
            Optional.of(MACHINE),
            4,
            Optional.of(SERVER)),
        new BootEvent.OtherAnswer(NOON, CLIENT, SERVER, true, true, false),
        new BootEvent.BooterAsked(
            NOON,
            CLIENT,
            "api-lab",
            BootEvent.BooterOutcome.FAILED,
            Duration.ofMillis(5),
            Optional.of("no answer of " + URL)),
        new BootEvent.Decided(NOON, CLIENT, MACHINE, KERNEL, Duration.ofMillis(5)),
        new BootEvent.Told(NOON, CLIENT, 67, URL, BootEvent.Next.SCRIPT, SERVER),
        new BootEvent.Unanswered(NOON, CLIENT, BootEvent.Obstacle.NOT_READY, "wait"),
        new BootEvent.FormChanged(NOON, CLIENT, "direct", "menu"),
        new BootEvent.TransferBegan(NOON, CLIENT, TRANSFER),
        new BootEvent.TransferEnded(
            NOON,
            CLIENT,
            TRANSFER,
            BootEvent.TransferOutcome.STALLED,
            Duration.ofSeconds(30),
            Optional.of("no ACK")),
        new BootEvent.FileRefused(
            NOON, CLIENT, FileTransfer.Protocol.HTTP, "vmlinuz", "it is not there"),
        new BootEvent.Instructed(NOON, CLIENT, "iPXE script", KERNEL),
        new BootEvent.Booting(NOON, CLIENT, "vmlinuz", "static-lab"),
        new BootEvent.Confirmed(NOON, CLIENT, "static-lab"));
  }
}
