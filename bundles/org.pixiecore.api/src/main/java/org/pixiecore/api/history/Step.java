package org.pixiecore.api.history;

import java.time.Instant;
import java.util.Objects;

/**
 * A line of a machine's timeline.
 *
 * @param at when it happened
 * @param link which link of the chain it belongs to
 * @param tone whether it is in order
 * @param text what happened, on one line, for people; it may hold what the network sent, without
 *     control characters
 */
public record Step(Instant at, ChainLink link, Tone tone, String text) {

  /** How a step is meant. */
  public enum Tone {
    /** The boot goes on. */
    PROGRESS,
    /** Neither good nor bad. */
    NOTE,
    /** It is not as it should be. */
    TROUBLE
  }

  public Step {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(tone, "tone");
    Objects.requireNonNull(text, "text");
  }
}
