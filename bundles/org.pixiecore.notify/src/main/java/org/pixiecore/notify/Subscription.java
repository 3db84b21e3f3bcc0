package org.pixiecore.notify;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;

/**
 * Of which changes somebody wants to know.
 *
 * @param on {@link BootState}s and {@link Diagnosis.Cause}s; empty for every change
 */
record Subscription(Set<Enum<?>> on) {

  private static final String ALLOWED =
      Stream.concat(Stream.of(BootState.values()), Stream.of(Diagnosis.Cause.values()))
          .map(constant -> constant.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "some of ", ", with commas between; none for all"));

  Subscription {
    on = Set.copyOf(on);
  }

  static Subscription read(Configuration configuration, String key) {
    return new Subscription(
        new LinkedHashSet<>(configuration.list(key, ALLOWED, Subscription::constant)));
  }

  boolean includes(StateChange change) {
    return on.isEmpty()
        || on.contains(change.boot().state())
        || change.boot().diagnosis().map(Diagnosis::cause).filter(on::contains).isPresent();
  }

  private static Enum<?> constant(String name) {
    return Stream.<Enum<?>>concat(
            Stream.of(BootState.values()), Stream.of(Diagnosis.Cause.values()))
        .filter(constant -> constant.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }
}
