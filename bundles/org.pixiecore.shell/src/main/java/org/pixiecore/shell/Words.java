package org.pixiecore.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pixiecore.api.history.BootState;

/** Enum constants as people write and read them: {@code left-alone}. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> states() {
    return Arrays.stream(BootState.values()).map(Words::of).toList();
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none; the message says which there are
   */
  static BootState state(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(BootState.values())
        .filter(state -> of(state).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is no state: expected one of %s"
                        .formatted(word, states().stream().collect(Collectors.joining(", ")))));
  }
}
