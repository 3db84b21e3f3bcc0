package org.pixiecore.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.MachineBoot;

/** One machine's boot in a few words each. */
record MachineSummary(MachineBoot boot) {

  private static final String UNKNOWN = "";

  String vendor() {
    return boot.vendor().orElse(UNKNOWN);
  }

  String architecture() {
    return boot.machine().map(machine -> machine.architecture().toString()).orElse(UNKNOWN);
  }

  String firmware() {
    return boot.machine().map(Machine::firmware).map(Object::toString).orElse(UNKNOWN);
  }

  /** Vendor, architecture and firmware, as far as they are known. */
  String kind() {
    return Stream.of(vendor(), architecture(), firmware())
        .filter(part -> !part.equals(UNKNOWN))
        .collect(Collectors.joining(", "));
  }

  String state() {
    return Words.of(boot.state());
  }

  /** What happened last. */
  String lastStep() {
    return boot.timeline().isEmpty()
        ? UNKNOWN
        : boot.timeline().get(boot.timeline().size() - 1).text();
  }

  /** How far the transfer has come that goes on; empty if none does. */
  Optional<String> progress(ProgressBar bar) {
    List<FileTransfer> running = boot.running();
    return running.stream()
        .findFirst()
        .map(
            transfer ->
                transfer(transfer, bar)
                    + (running.size() > 1 ? " and " + (running.size() - 1) + " more" : ""));
  }

  /** What it loads, or what happened last. */
  String now(ProgressBar bar) {
    return progress(bar).orElseGet(this::lastStep);
  }

  static String transfer(FileTransfer transfer, ProgressBar bar) {
    return bar.text(transfer.sent().getAsLong(), transfer.size()) + " " + transfer.name();
  }
}
