package org.pixiecore.booter.api;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer's header fields allow a cache (RFC 9111, RFC 5861).
 *
 * @param keep whether it may be kept at all
 * @param freshFor how long it serves without asking; zero where the fields do not say
 * @param staleFor how long after that it serves while the server fails; empty if it does not say
 */
record CachePolicy(boolean keep, Duration freshFor, Optional<Duration> staleFor) {

  private static final Duration LONGEST = Duration.ofSeconds(AnswerDocument.LONGEST_CACHE);

  static CachePolicy of(HttpHeaders headers) {
    Map<String, String> directives = new HashMap<>();
    headers.allValues("Cache-Control").stream()
        .flatMap(field -> Arrays.stream(field.split(",")))
        .map(directive -> directive.strip().split("=", 2))
        .forEach(
            directive ->
                directives.putIfAbsent(
                    directive[0].strip().toLowerCase(Locale.ROOT),
                    directive.length == 1 ? "" : directive[1].strip().replace("\"", "")));
    // RFC 9111 section 4.2.4: what prohibits a stale response
    boolean validate = directives.containsKey("no-cache");
    boolean neverStale = validate || directives.containsKey("must-revalidate");
    Duration fresh =
        validate
            ? Duration.ZERO
            : minus(seconds(directives.get("max-age")), headers.firstValue("Age"));
    return new CachePolicy(
        !directives.containsKey("no-store"),
        fresh,
        neverStale
            ? Optional.of(Duration.ZERO)
            : Optional.ofNullable(directives.get("stale-if-error")).map(CachePolicy::seconds));
  }

  private static Duration minus(Duration lifetime, Optional<String> age) {
    Duration rest = lifetime.minus(seconds(age.map(String::strip).orElse("0")));
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Zero for what is no number, as RFC 9111 section 4.2.1 advises. */
  private static Duration seconds(String text) {
    if (text == null || !text.matches("[0-9]+")) {
      return Duration.ZERO;
    }
    // the bound also keeps a number of a hundred digits from overflowing
    return text.length() > 9 || Integer.parseInt(text) > LONGEST.toSeconds()
        ? LONGEST
        : Duration.ofSeconds(Integer.parseInt(text));
  }
}
