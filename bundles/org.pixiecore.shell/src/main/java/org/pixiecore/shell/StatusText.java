package org.pixiecore.shell;

import java.util.List;
import java.util.stream.Stream;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.Readiness;

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
        .orElseGet(
            () ->
                (use.needed() ? "MISSING, and needed" : "none")
                    + use.advice().map(advice -> ": " + advice).orElse(""));
  }

  /** The last lines: whether a machine can be booted now, and if not, why. */
  static List<String> conclusion(Readiness readiness) {
    return readiness.ready()
        ? List.of("A machine can be booted now.")
        : Stream.concat(
                Stream.of("Not every machine can be booted now:"),
                readiness.obstacles().stream().map(obstacle -> "  - " + new OneLine(obstacle)))
            .toList();
  }
}
