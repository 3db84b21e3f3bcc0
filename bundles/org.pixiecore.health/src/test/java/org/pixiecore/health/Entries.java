package org.pixiecore.health;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;

/** What a result says, line by line. */
final class Entries {

  private Entries() {}

  /** Lines like {@code WARN text}. */
  static List<String> of(Result result) {
    return StreamSupport.stream(result.spliterator(), false)
        .map(entry -> entry.getStatus() + " " + entry.getMessage())
        .toList();
  }
}
