package org.pixiecore.booter.machines;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.Machine;

/** Variables that every machine has, as far as it tells them. */
enum BuiltIn {
  MAC,
  MAC_HYPHEN,
  UUID,
  SERIAL,
  ARCH;

  /** Their names, like {@code mac-hyphen}. */
  static final Set<String> NAMES =
      Stream.of(values()).map(BuiltIn::key).collect(Collectors.toUnmodifiableSet());

  /** The value for a machine; empty if it is no such name, or the machine does not tell it. */
  static Optional<String> value(String name, Machine machine) {
    return Stream.of(values())
        .filter(builtIn -> builtIn.key().equals(name))
        .findFirst()
        .flatMap(builtIn -> builtIn.value(machine));
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Optional<String> value(Machine machine) {
    return switch (this) {
      case MAC -> Optional.of(machine.mac().toString());
      case MAC_HYPHEN -> Optional.of(machine.mac().toString("-"));
      case UUID -> machine.uuid().map(Object::toString);
      case SERIAL -> machine.serial();
      case ARCH -> Optional.of(ArchitectureChoice.name(machine.architecture()));
    };
  }
}
