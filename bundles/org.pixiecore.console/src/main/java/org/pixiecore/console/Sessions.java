package org.pixiecore.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who has signed in. A session gets a new, random id at each sign-in, so nobody can be given one
 * beforehand. They are ours and not the container's, whose cookie is for every servlet of the
 * server. Safe for use by several threads.
 */
final class Sessions {

  /** However long somebody goes on. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final int MOST = 100;
  private static final int OCTETS = 32;

  private static final class Kept {
    final Session session;
    final Instant began;
    Instant used;

    Kept(Session session, Instant began) {
      this.session = session;
      this.began = began;
      this.used = began;
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final InstantSource clock;
  private final Supplier<Duration> timeout;

  /**
   * Has nobody signed in yet.
   *
   * @param timeout after how long without a request a session ends
   */
  Sessions(InstantSource clock, Supplier<Duration> timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /** Somebody signs in. Of too many sessions, the one that was used least recently ends. */
  synchronized Session open(String user, boolean mayChange) {
    Instant now = clock.instant();
    sessions.values().removeIf(kept -> isOver(kept, now));
    if (sessions.size() == MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    Session session = new Session(secret(), user, mayChange, secret());
    sessions.put(session.id(), new Kept(session, now));
    return session;
  }

  /** A request of a session came; empty if there is no such session, or it is over. */
  synchronized Optional<Session> use(String id) {
    Optional<Kept> kept = kept(id);
    kept.ifPresent(known -> known.used = clock.instant());
    return kept.map(known -> known.session);
  }

  /** Whether a session goes on; to ask that is no use of it. */
  synchronized boolean isOpen(String id) {
    Kept kept = sessions.get(id);
    return kept != null && !isOver(kept, clock.instant());
  }

  /** Somebody signs out. */
  synchronized void close(String id) {
    sessions.remove(id);
  }

  private Optional<Kept> kept(String id) {
    Kept kept = sessions.get(id);
    if (kept != null && isOver(kept, clock.instant())) {
      sessions.remove(id);
      return Optional.empty();
    }
    return Optional.ofNullable(kept);
  }

  private boolean isOver(Kept kept, Instant now) {
    return !now.isBefore(kept.used.plus(timeout.get())) || !now.isBefore(kept.began.plus(LONGEST));
  }

  private String secret() {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
