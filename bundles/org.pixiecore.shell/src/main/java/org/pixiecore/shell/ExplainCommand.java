package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** {@code pixiecore:explain}. */
@Service
@Command(
    scope = "pixiecore",
    name = "explain",
    description =
        "Asks the booters what a machine boots and shows who answers, who passes, and why, and"
            + " what its firmware would be offered. The"
            + " machine is taken as it asked last, but for what the options say; one that has not"
            + " asked, as a UEFI x86-64 machine whose iPXE asks for its script. Nothing is sent to"
            + " it, and nothing changes.")
public final class ExplainCommand extends PixiecoreAction {

  /** A booter may be configured to take longer; who asks is not to think that all hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Argument(name = "MAC", description = "the machine, like 52:54:00:12:34:56", required = true)
  @Completion(MacCompleter.class)
  String mac;

  @Option(
      name = "--arch",
      description = "architecture: a DHCP code, or a name like uefi-x86-64 or x86-bios")
  @Completion(ArchitectureCompleter.class)
  String architecture;

  @Option(
      name = "--firmware",
      description =
          "what on the machine asks: pxe, http-boot, ipxe, pxelinux, grub, u-boot, raspberry-pi")
  @Completion(
      value = StringsCompleter.class,
      values = {"pxe", "ipxe"})
  String firmware;

  @Option(name = "--stage", description = "how far the boot has come: offer (DHCP) or script")
  @Completion(
      value = StringsCompleter.class,
      values = {"offer", "script"})
  String stage;

  @Option(name = "--serial", description = "serial number, which is known when the script is asked")
  String serial;

  @Option(name = "--uuid", description = "UUID, like 12345678-9abc-def0-1234-56789abcdef0")
  String uuid;

  @Option(name = "--relay", description = "the relay agent's address in the machine's subnet")
  String relay;

  @Option(name = "--interface", description = "this server's interface that it asks on, like eth0")
  String interfaceName;

  @Override
  void run(PrintStream out)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    MacAddress machine = MacAddress.parse(mac);
    MachineOptions options =
        new MachineOptions(
            Optional.ofNullable(architecture),
            Optional.ofNullable(firmware),
            Optional.ofNullable(stage),
            Optional.ofNullable(serial),
            Optional.ofNullable(uuid),
            Optional.ofNullable(relay),
            Optional.ofNullable(interfaceName));
    Optional<Machine> seen =
        Services.use(context, BootInquiry.class, inquiry -> inquiry.lastSeen(machine));
    Machine asked = options.applyTo(machine, seen);
    CompletionStage<Explanation> explanation =
        Services.use(context, BootInquiry.class, inquiry -> inquiry.explain(asked, PATIENCE));
    // a core that is stopped meanwhile keeps no promise
    Explanation explained =
        explanation
            .toCompletableFuture()
            .get(PATIENCE.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
    new ExplanationText(explained, seen).lines().forEach(out::println);
    if (explained.decision() instanceof BootDecision.Boot) {
      offer(asked, out);
    }
  }

  private void offer(Machine asked, PrintStream out) throws IOException {
    Optional<Machine> firmwareOfIt = OfferText.firmwareOf(asked);
    if (firmwareOfIt.isPresent()) {
      Services.find(
              context, BootPrograms.class, programs -> programs.programFor(firmwareOfIt.get()))
          .map(program -> new OfferText(firmwareOfIt.get(), program))
          .ifPresent(out::println);
    }
  }
}
