package org.pixiecore.api.status;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that this server fetches, as it stands now.
 *
 * @param name for people, like {@code debian 12 amd64: linux}
 * @param source where from, without secrets
 * @param size in octets; empty while it is not known
 * @param fetched how many octets are there, also those of an earlier try that goes on now
 * @param state how it stands
 * @param problem why it failed, with what to do, for people; empty unless it did
 */
public record Download(
    String name,
    String source,
    OptionalLong size,
    long fetched,
    State state,
    Optional<String> problem) {

  /** How a download stands. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It is there, and its checksum is right. */
    COMPLETE,
    /** It failed, and is tried again when somebody needs it. */
    FAILED
  }

  public Download {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(problem, "problem");
  }
}
