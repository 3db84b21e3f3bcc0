package org.pixiecore.booter.api;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The API's last answer to a question.
 *
 * @param body says what the machine boots, and is read each time: where links on this server lead
 *     is so at one moment only. Empty for "not mine"
 * @param status the answer's
 * @param conditions the header fields that ask whether it still holds; empty if it cannot be asked,
 *     or was not to be kept
 * @param cache for how long the document itself says that it may be cached
 * @param at when it came or was last confirmed, as {@link System#nanoTime()}
 * @param freshFor from then on it serves for so long without asking
 * @param staleFor and after that for so long while the API fails
 * @param octets about how much memory it takes
 */
record KeptAnswer(
    Optional<byte[]> body,
    int status,
    Map<String, String> conditions,
    Optional<Duration> cache,
    long at,
    Duration freshFor,
    Duration staleFor,
    int octets) {

  private static final int OVERHEAD = 1000;

  /**
   * An answer that came just now.
   *
   * @param staleIfError how long it may serve at most while the API fails
   */
  static KeptAnswer of(
      ApiClient.Response response,
      Optional<byte[]> body,
      Optional<Duration> cache,
      long now,
      Duration staleIfError) {
    return new KeptAnswer(
            body,
            response.status(),
            // a 304 confirms what a 200 said, of which there is none here otherwise
            response.status() == 200 ? conditions(response.headers()) : Map.of(),
            cache,
            now,
            Duration.ZERO,
            Duration.ZERO,
            OVERHEAD + body.map(octets -> octets.length).orElse(0))
        .lasting(CachePolicy.of(response.headers()), staleIfError);
  }

  /**
   * The same, after the API said (304) that it still holds. RFC 9111 section 4.3.4: its new header
   * fields take the place of the old ones.
   */
  KeptAnswer confirmed(HttpHeaders headers, long now, Duration staleIfError) {
    KeptAnswer again =
        new KeptAnswer(body, status, conditions, cache, now, freshFor, staleFor, octets);
    return headers.firstValue("Cache-Control").isPresent()
        ? again.lasting(CachePolicy.of(headers), staleIfError)
        : again;
  }

  private KeptAnswer lasting(CachePolicy policy, Duration staleIfError) {
    Duration stale = policy.staleFor().orElse(staleIfError);
    return new KeptAnswer(
        body,
        status,
        policy.keep() ? conditions : Map.of(),
        cache,
        at,
        // the document knows better than a framework that sets header fields for every answer
        cache.orElse(policy.keep() ? policy.freshFor() : Duration.ZERO),
        !policy.keep() ? Duration.ZERO : stale.compareTo(staleIfError) < 0 ? stale : staleIfError,
        octets);
  }

  boolean isFresh(Time time) {
    return time.since(at).compareTo(freshFor) < 0;
  }

  boolean mayServeStale(Time time) {
    return !staleFor.isZero() && time.since(at).compareTo(freshFor.plus(staleFor)) < 0;
  }

  /** Whether it can be of use for another question. */
  boolean isWorthKeeping() {
    return !freshFor.isZero() || !staleFor.isZero() || !conditions.isEmpty();
  }

  private static Map<String, String> conditions(HttpHeaders headers) {
    Map<String, String> conditions = new LinkedHashMap<>();
    headers.firstValue("ETag").ifPresent(etag -> conditions.put("If-None-Match", etag));
    headers
        .firstValue("Last-Modified")
        .ifPresent(date -> conditions.put("If-Modified-Since", date));
    return conditions;
  }
}
