package org.pixiecore.booter.ldap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an attribute of an entry can be taken for. Those that {@link Fact} has too are that fact.
 */
enum Meaning {
  /** A file, and after it arguments: RFC 2307's bootFile. */
  FILE,
  /** {@code name=value}: RFC 2307's bootParameter. */
  PARAMETERS,
  /** A statement as in dhcpd.conf: {@code filename "pxelinux.0"}. */
  STATEMENTS,
  /** An option as in dhcpd.conf, without the word option: {@code root-path "/srv/root"}. */
  OPTIONS,
  KERNEL,
  INITRD,
  CMDLINE,
  MESSAGE,
  IPXE_SCRIPT,
  PROGRAM,
  BOOT,
  ONCE;

  /** Its name in a configuration. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty if what it means must be read out of its values first. */
  Optional<Fact> fact() {
    return Fact.named(label());
  }

  /**
   * Finds one by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Meaning named(String label) {
    return Arrays.stream(values())
        .filter(meaning -> meaning.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + label + "\" is none of " + labels()));
  }

  static String labels() {
    return Arrays.stream(values()).map(Meaning::label).collect(Collectors.joining(", "));
  }
}
