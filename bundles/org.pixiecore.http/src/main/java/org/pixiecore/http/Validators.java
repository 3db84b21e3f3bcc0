package org.pixiecore.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What tells one state of a file from another (RFC 9110 section 8.8).
 *
 * @param etag a strong entity tag, with its quotes
 * @param modified when it was last modified
 */
record Validators(String etag, Instant modified) {

  // RFC 9110 section 5.6.7: the one form of a date that is written; obsolete ones are not read
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Of a file that has a size and a time of modification. */
  static Validators of(long size, Instant modified) {
    String etag = "\"%x-%x-%x\"".formatted(modified.getEpochSecond(), modified.getNano(), size);
    return new Validators(etag, modified);
  }

  /** The value of {@code Last-Modified}. */
  String lastModified() {
    return HTTP_DATE.format(modified);
  }

  /**
   * Whether the client has this state already (RFC 9110 sections 13.1.2, 13.1.3 and 13.2.2).
   *
   * @param ifNoneMatch the header of that name, null if there is none; with it, the other is void
   * @param ifModifiedSince the header of that name, null if there is none
   */
  boolean notModified(String ifNoneMatch, String ifModifiedSince) {
    if (ifNoneMatch != null) {
      return ifNoneMatch.strip().equals("*")
          || Arrays.stream(ifNoneMatch.split(","))
              .map(tag -> tag.strip().replaceFirst("^W/", ""))
              .anyMatch(etag::equals);
    }
    return date(ifModifiedSince)
        .filter(since -> !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .isPresent();
  }

  /**
   * Whether a range is of the state that the client began with (RFC 9110 section 13.1.5).
   *
   * @param ifRange the header of that name; null if there is none
   */
  boolean rangeHolds(String ifRange) {
    return ifRange == null
        || ifRange.strip().equals(etag)
        || date(ifRange).filter(modified.truncatedTo(ChronoUnit.SECONDS)::equals).isPresent();
  }

  private static Optional<Instant> date(String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(HTTP_DATE.parse(header.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
