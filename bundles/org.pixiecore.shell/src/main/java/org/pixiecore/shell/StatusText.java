package org.pixiecore.shell;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.Readiness;
import org.pixiecore.api.status.ServedNetwork;

/** The parts of the server's state in words. */
final class StatusText {

  private StatusText() {}

  static String state(ListeningPort port) {
    return port.problem()
        .map(problem -> "NOT SERVED: " + problem)
        .orElseGet(() -> port.how().orElse("served"));
  }

  static String state(RankedBooter booter) {
    return booter.there() ? "there" : "gone, and waited for";
  }

  static String state(ProgramUse use) {
    return use.program()
        .map(program -> program.path().toString())
        .orElse(use.needed() ? "MISSING, and needed" : "none");
  }

  /**
   * Names what is not there and that nobody asked for, which is no fault.
   *
   * @param width of the lines, in characters
   */
  static List<String> unneeded(List<ProgramUse> programs, int width) {
    String names =
        programs.stream()
            .filter(use -> use.program().isEmpty() && !use.needed())
            .map(ProgramUse::firmware)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? List.of()
        : new FoldedText(
                "None for " + names + "; pixiecore:status --missing tells how to get them.", width)
            .toString()
            .lines()
            .toList();
  }

  /** How to get the programs that are not there, each text once. */
  static List<String> advice(List<ProgramUse> programs) {
    return programs.stream()
        .filter(use -> use.program().isEmpty())
        .flatMap(use -> use.advice().stream())
        .distinct()
        .map(advice -> "  - " + new OneLine(advice))
        .toList();
  }

  /** What other servers say that is in the way. */
  static List<String> conflicts(List<ServedNetwork> networks) {
    return networks.stream()
        .flatMap(
            network ->
                network.conflicts().stream()
                    .map(conflict -> "  ! " + new OneLine(network.on() + ": " + conflict)))
        .toList();
  }

  /** The last lines: whether a machine can be booted now, and if not, why. */
  static List<String> conclusion(Readiness readiness) {
    return readiness.ready()
        ? List.of(
            "A machine can be booted now.",
            "Which one is booted, the booters say: pixiecore:explain MAC asks them.")
        : Stream.concat(
                Stream.of("Not every machine can be booted now:"),
                readiness.obstacles().stream().map(obstacle -> "  - " + new OneLine(obstacle)))
            .toList();
  }
}
