package org.pixiecore.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;
import org.pixiecore.api.log.OneLine;

/**
 * An explanation as people read it.
 *
 * @param seen the machine as it asked last; empty if it has not
 */
record ExplanationText(Explanation explanation, Optional<Machine> seen) {

  /** Without anything that commands a terminal, whatever a booter says. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Machine machine = explanation.machine();
    lines.add(
        machine.mac() + ", " + machine.architecture() + ", " + stage(machine) + origin(machine));
    details(machine).ifPresent(details -> lines.add("  " + details));
    int place = 1;
    for (Opinion opinion : explanation.opinions()) {
      lines.add(place++ + ". " + opinion(opinion));
      opinion.reason().ifPresent(reason -> reason.lines().forEach(line -> lines.add("   " + line)));
    }
    lines.add("So it " + decision());
    return lines.stream().map(line -> new OneLine(line).toString()).toList();
  }

  private String origin(Machine machine) {
    if (seen.isEmpty()) {
      return " (it has not asked yet)";
    }
    return seen.get().equals(machine) ? " (as it asked last)" : " (not as it asked last)";
  }

  private static String stage(Machine machine) {
    if (machine.stage() == BootStage.OFFER) {
      return loader(machine) + " asks for an offer";
    }
    return loader(machine)
        + (machine.firmware() == Firmware.IPXE
            ? " asks for its script"
            : " asks for its configuration");
  }

  private static String loader(Machine machine) {
    return switch (machine.firmware()) {
      case PXE, HTTP_BOOT, RASPBERRY_PI -> "firmware";
      case IPXE -> "iPXE";
      case PXELINUX -> "PXELINUX";
      case GRUB -> "GRUB";
      case U_BOOT -> "U-Boot";
    };
  }

  private static Optional<String> details(Machine machine) {
    List<String> details = new ArrayList<>();
    machine.serial().ifPresent(serial -> details.add("serial number " + serial));
    machine.uuid().ifPresent(uuid -> details.add("UUID " + uuid));
    machine.userClass().ifPresent(userClass -> details.add("user class " + userClass));
    Network network = machine.network();
    network.interfaceName().ifPresent(name -> details.add("interface " + name));
    network.relay().map(ExplanationText::relay).ifPresent(details::add);
    return details.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", details));
  }

  private static String relay(RelayAgent relay) {
    StringBuilder text = new StringBuilder("relay ").append(relay.address().getHostAddress());
    relay.circuitId().ifPresent(id -> text.append(" circuit ").append(id));
    relay.remoteId().ifPresent(id -> text.append(" remote ").append(id));
    return text.toString();
  }

  private static String opinion(Opinion opinion) {
    String booter = "booter " + opinion.booter().name() + " ";
    String failure = opinion.failure().map(text -> text + ": ").orElse("");
    return opinion
        .spec()
        .map(spec -> booter + failure + "says " + SpecText.of(spec))
        .orElseGet(
            () -> booter + opinion.failure().orElse("passes: the machine is not its to boot"));
  }

  private String decision() {
    BootDecision decision = explanation.decision();
    if (decision instanceof BootDecision.Boot boot) {
      return "boots %s (booter %s)%s"
          .formatted(
              SpecText.of(boot.spec()),
              boot.booter(),
              boot.ticket().isPresent() ? ", until it confirms that it did" : "");
    }
    if (decision instanceof BootDecision.Undecided undecided) {
      return "is left to ask again: " + undecided.reason();
    }
    return "is not booted: " + ((BootDecision.NotOurs) decision).reason();
  }
}
