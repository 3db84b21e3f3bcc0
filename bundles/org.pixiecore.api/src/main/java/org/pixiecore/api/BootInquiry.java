package org.pixiecore.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Shows people how the booters decide. */
@ProviderType
public interface BootInquiry {

  /**
   * A booter and its place in the order of asking.
   *
   * @param name what the log calls it
   * @param ranking its {@code service.ranking}
   * @param there false while it is gone and waited for
   */
  record RankedBooter(String name, int ranking, boolean there) {}

  /**
   * What one booter said about one machine.
   *
   * @param spec what it answered; if it could not say, its last answer, if that serves; empty if it
   *     passed or nothing is known
   * @param failure why it could not say, for people, and what serves instead; empty if it could
   * @param reason {@linkplain Booter#reason in its own words} why it says so; empty for none
   */
  record Opinion(
      RankedBooter booter,
      Optional<BootSpec> spec,
      Optional<String> failure,
      Optional<String> reason) {}

  /**
   * How a machine is decided about.
   *
   * @param opinions of the booters that were asked, in that order: up to the one that decides
   * @param decision what comes of it
   */
  record Explanation(Machine machine, List<Opinion> opinions, BootDecision decision) {
    public Explanation {
      opinions = List.copyOf(opinions);
    }
  }

  /** The booters in the order in which they are asked. */
  List<RankedBooter> booters();

  /**
   * Asks the booters anew, as for a machine's packet, without sending the machine anything. No
   * answer of theirs is kept.
   *
   * @param patience how long to wait for it; what has not been said by then is not known
   * @return never completes exceptionally
   */
  CompletionStage<Explanation> explain(Machine machine, Duration patience);

  /**
   * A machine as it asked last, at whatever stage; empty if it has not since the start, or that was
   * so many machines ago that it is forgotten.
   */
  Optional<Machine> lastSeen(MacAddress mac);

  /** Every machine of which {@link #lastSeen} knows, in no order. */
  List<Machine> seen();
}
