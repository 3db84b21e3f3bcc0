package org.pixiecore.api.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.BootInquiry.RankedBooter;

/**
 * Whether this server can boot a machine now.
 *
 * @param obstacles what keeps it from booting any machine, or some, with what to do, for people;
 *     empty if nothing does
 */
public record Readiness(List<String> obstacles) {

  public Readiness {
    obstacles = List.copyOf(obstacles);
  }

  /**
   * Looks at what the services tell.
   *
   * @param ports of everything that listens
   * @param booters those that are asked
   * @param programs every use of a boot program
   */
  public static Readiness of(
      List<ListeningPort> ports, List<RankedBooter> booters, List<ProgramUse> programs) {
    List<String> obstacles = new ArrayList<>();
    if (ports.isEmpty()) {
      obstacles.add("Nothing listens for machines.");
    }
    for (ListeningPort port : ports) {
      port.problem().ifPresent(problem -> obstacles.add(place(port) + ": " + problem));
    }
    if (booters.stream().noneMatch(RankedBooter::there)) {
      obstacles.add("There is no booter, so no machine is ours.");
    }
    if (programs.isEmpty()) {
      obstacles.add("It is not known which boot programs there are.");
    } else if (programs.stream().noneMatch(use -> use.program().isPresent())) {
      obstacles.add("No boot program is installed, so firmware can be given nothing to load.");
    }
    for (ProgramUse use : programs) {
      if (use.needed() && use.program().isEmpty()) {
        obstacles.add("No boot program for " + use.firmware() + end(use.advice()));
      }
    }
    return new Readiness(obstacles);
  }

  /** Whether nothing is in the way. */
  public boolean ready() {
    return obstacles.isEmpty();
  }

  private static String place(ListeningPort port) {
    return port.purpose() + ", port " + port.port() + " on " + port.on();
  }

  private static String end(Optional<String> advice) {
    return advice.map(text -> ": " + text).orElse(".");
  }
}
