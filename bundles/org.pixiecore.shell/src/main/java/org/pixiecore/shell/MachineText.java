package org.pixiecore.shell;

import java.util.ArrayList;
import java.util.List;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;
import org.pixiecore.api.log.OneLine;

/**
 * All that is known of a machine's boot, as people read it.
 *
 * @param clock whose times are shown
 */
record MachineText(MachineBoot boot, Clock clock) {

  private static final ProgressBar BAR = new ProgressBar(30);

  /** Without anything that commands a terminal, whatever the network sent. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(head());
    lines.add(
        "%s since %s, heard last %s"
            .formatted(state(), clock.day(boot.began()), clock.time(boot.heard())));
    boot.boots().ifPresent(what -> lines.add("boots " + what));
    lines.add("");
    if (boot.forgotten() > 0) {
      lines.add("  (%d earlier steps are kept no longer)".formatted(boot.forgotten()));
    }
    boot.timeline().forEach(step -> lines.add(line(step, clock)));
    for (FileTransfer transfer : boot.running()) {
      lines.add("  now          " + MachineSummary.transfer(transfer, BAR));
    }
    boot.diagnosis().ifPresent(diagnosis -> add(diagnosis, lines));
    return lines.stream().map(line -> new OneLine(line).toString()).toList();
  }

  /** A step of a timeline; an exclamation mark is where something is not as it should be. */
  static String line(Step step, Clock clock) {
    String mark = step.tone() == Step.Tone.TROUBLE ? "!" : " ";
    return "%s %s %-12s %s"
        .formatted(mark, clock.time(step.at()), Words.of(step.link()), step.text());
  }

  private String head() {
    MachineSummary summary = new MachineSummary(boot);
    StringBuilder head = new StringBuilder(boot.mac().toString());
    boot.vendor().ifPresent(vendor -> head.append(" (").append(vendor).append(")"));
    boot.machine()
        .ifPresent(
            machine ->
                head.append(", ")
                    .append(summary.architecture())
                    .append(", ")
                    .append(summary.firmware()));
    boot.address().ifPresent(address -> head.append(", ").append(address.getHostAddress()));
    return head.toString();
  }

  private String state() {
    return Words.of(boot.state()).replace('-', ' ');
  }

  private static void add(Diagnosis diagnosis, List<String> lines) {
    lines.add("");
    lines.add("Why it does not boot: " + diagnosis.problem());
    lines.add("What to do: " + diagnosis.advice());
  }
}
