package org.pixiecore.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What part of a file a request wants (RFC 9110 section 14). */
sealed interface RequestedRange {

  /** All of it. */
  record Whole() implements RequestedRange {}

  /**
   * One part.
   *
   * @param first offset of its first byte
   * @param last offset of its last byte, not below {@code first}
   */
  record Part(long first, long last) implements RequestedRange {

    long length() {
      return last - first + 1;
    }

    /** The value of {@code Content-Range} (section 14.4). */
    String contentRange(long size) {
      return "bytes " + first + "-" + last + "/" + size;
    }
  }

  /** A part that the file does not have. */
  record Unsatisfiable() implements RequestedRange {}

  /** Eighteen digits fit into a long. */
  Pattern SINGLE = Pattern.compile("(?i)\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /**
   * Whether the header {@code Range} asks for one part.
   *
   * @param header null if the request has none
   */
  static boolean isSingle(String header) {
    return header != null && SINGLE.matcher(header).matches();
  }

  /**
   * Reads the header {@code Range}. Several ranges, other units and what is malformed get the whole
   * file, as section 14.2 allows: no boot program asks for them, and the answer is still right.
   *
   * @param header null if the request has none
   * @param size of the file, in bytes
   */
  static RequestedRange parse(String header, long size) {
    Matcher range = SINGLE.matcher(header == null ? "" : header);
    if (!range.matches()) {
      return new Whole();
    }
    String from = range.group(1);
    String to = range.group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return new Whole();
    }
    if (from.isEmpty()) {
      long suffix = Math.min(Long.parseLong(to), size);
      return suffix == 0 ? new Unsatisfiable() : new Part(size - suffix, size - 1);
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    if (last < first) {
      return new Whole();
    }
    return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
  }
}
