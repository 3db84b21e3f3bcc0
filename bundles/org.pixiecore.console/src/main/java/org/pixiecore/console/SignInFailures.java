package org.pixiecore.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows those down who try passwords: after a few wrong ones an address has to wait, whatever it
 * sends. Others can sign in meanwhile. Safe for use by several threads.
 */
final class SignInFailures {

  private static final int TRIES = 5;
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final int ADDRESSES = 1000;

  private final InstantSource clock;
  private final Map<String, RateLimit> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
          return size() > ADDRESSES;
        }
      };

  SignInFailures(InstantSource clock) {
    this.clock = clock;
  }

  /** How long an address has to wait before it may try; zero if not at all. */
  synchronized Duration pause(InetAddress from) {
    RateLimit limit = byAddress.get(key(from));
    return limit == null ? Duration.ZERO : limit.pause();
  }

  /**
   * An address tries. It counts as a failure before it is known to be one, so that many tries at
   * the same time are no more than that.
   */
  synchronized void count(InetAddress from) {
    byAddress.computeIfAbsent(key(from), key -> new RateLimit(TRIES, PERIOD, clock)).use();
  }

  /** It was right. */
  synchronized void forget(InetAddress from) {
    byAddress.remove(key(from));
  }

  /** A host has all IPv6 addresses of its subnet at will. */
  private static String key(InetAddress from) {
    byte[] octets = from.getAddress();
    return Arrays.toString(from instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
  }
}
