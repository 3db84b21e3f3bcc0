package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.OtherServer;

/**
 * Which servers are on one link: when to ask, and what the answers come to. It is asked in rounds
 * of {@value #TRIES}, until somebody answers. A server that two rounds on end hear nothing of is
 * there no longer; where a round heard nobody, the next one is soon. Times are those of {@link
 * System#nanoTime()}.
 */
final class LinkSurvey {

  /** Some DHCP servers ping for three seconds before they offer (dnsmasq, ISC's for one). */
  static final Duration BETWEEN_TRIES = Duration.ofSeconds(4);

  static final int TRIES = 3;

  /** The longest wait for the next round while nobody answers. */
  static final Duration SOON = Duration.ofSeconds(30);

  /** More servers than any link has; whoever forges them pushes others out. */
  static final int MOST_SERVERS = 16;

  /** A server, and when it was last heard to be what it is. */
  private static final class Heard {
    final Map<Conflict, Long> conflicts = new EnumMap<>(Conflict.class);
    long at;
    Optional<Long> gaveAnAddressAt = Optional.empty();

    OtherServer as(Inet4Address address) {
      return new OtherServer(address, gaveAnAddressAt.isPresent(), conflicts.keySet());
    }

    void forgetBefore(long then) {
      conflicts.values().removeIf(at -> at - then < 0);
      gaveAnAddressAt = gaveAnAddressAt.filter(at -> at - then >= 0);
    }
  }

  private final IntSupplier xids;
  private final Map<Inet4Address, Heard> servers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Inet4Address, Heard> eldest) {
          return size() > MOST_SERVERS;
        }
      };
  private int xid;
  private int tries;
  private long next;
  private long roundBegan;
  private long roundBeforeBegan;
  private long lastHeard;
  private boolean hasAsked;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param xids gives numbers that nobody guesses
   */
  LinkSurvey(IntSupplier xids, long now) {
    this.xids = xids;
    this.next = now;
    this.roundBegan = now;
    this.roundBeforeBegan = now;
    this.lastHeard = now;
  }

  /**
   * Looks whether it is time to ask.
   *
   * @param interval how long to wait between rounds while there is a server
   * @return the question's xid; empty if it is not
   */
  OptionalInt ask(long now, Duration interval) {
    if (now - next < 0) {
      return OptionalInt.empty();
    }
    if (tries == TRIES || (tries > 0 && hasHeardSince(roundBegan))) {
      endRound(now, interval);
      return OptionalInt.empty();
    }
    if (tries == 0) {
      roundBeforeBegan = roundBegan;
      roundBegan = now;
      xid = xids.getAsInt();
    }
    tries++;
    next = now + BETWEEN_TRIES.toNanos();
    return OptionalInt.of(xid);
  }

  private void endRound(long now, Duration interval) {
    tries = 0;
    hasAsked = true;
    servers.values().removeIf(heard -> heard.at - roundBeforeBegan < 0);
    servers.values().forEach(heard -> heard.forgetBefore(roundBeforeBegan));
    boolean answered = hasHeardSince(roundBegan);
    next = now + (answered || interval.compareTo(SOON) < 0 ? interval : SOON).toNanos();
  }

  private boolean hasHeardSince(long then) {
    return servers.values().stream()
        .anyMatch(heard -> heard.gaveAnAddressAt.filter(at -> at - then >= 0).isPresent());
  }

  /** The link was down for a moment: the next round begins now, if none is on. */
  void askSoon(long now) {
    if (tries == 0) {
      next = now;
    }
  }

  /** When {@link #ask} wants to be called. */
  long next() {
    return next;
  }

  /** Whether an answer with that xid is to the question that is asked now. */
  boolean isAsking(int answersXid) {
    return xid == answersXid && (tries > 0 || hasAsked);
  }

  /** A server was heard, whomever it answered. */
  void heard(OtherServer server, long now) {
    // what it says to one kind of machine and not to another is put together; the newest goes last
    Heard heard = Optional.ofNullable(servers.remove(server.address())).orElseGet(Heard::new);
    servers.put(server.address(), heard);
    heard.at = now;
    server.conflicts().forEach(conflict -> heard.conflicts.put(conflict, now));
    if (server.givesAddresses()) {
      heard.gaveAnAddressAt = Optional.of(now);
      lastHeard = now;
    }
  }

  /** It could not be asked here, which says nothing of servers. */
  void failed(String reason) {
    trouble = Optional.of(reason);
  }

  /** It could be asked. */
  void succeeded() {
    trouble = Optional.empty();
  }

  Finding finding(long now) {
    Set<Inet4Address> giving =
        servers().stream()
            .filter(OtherServer::givesAddresses)
            .map(OtherServer::address)
            .collect(Collectors.toSet());
    if (!giving.isEmpty()) {
      return new Finding.Servers(giving);
    }
    if (trouble.isPresent()) {
      return new Finding.Unknown(trouble.get());
    }
    if (!hasAsked) {
      return new Finding.Unknown("it is asked now for the first time");
    }
    return new Finding.Nobody(Duration.ofNanos(now - lastHeard));
  }

  /** All that were heard of late. */
  List<OtherServer> servers() {
    return servers.entrySet().stream().map(entry -> entry.getValue().as(entry.getKey())).toList();
  }
}
