package org.pixiecore.booter.ldap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an entry may say about booting. */
enum Fact {
  KERNEL("kernel", true),
  PROGRAM("program", true),
  SCRIPT("ipxe-script", true),
  BOOT("boot", true),
  INITRD("initrd", false),
  CMDLINE("cmdline", false),
  MESSAGE("message", false),
  ONCE("once", false),
  ROOT_PATH("root-path", false),
  NEXT_SERVER("next-server", false);

  private final String label;
  private final boolean kind;

  Fact(String label, boolean kind) {
    this.label = label;
    this.kind = kind;
  }

  /** Its name for people, and in name=value pairs. */
  String label() {
    return label;
  }

  /** Whether it says what to boot, and not merely how. */
  boolean isKind() {
    return kind;
  }

  /** Whether several values are no contradiction. */
  boolean isList() {
    return this == INITRD || this == CMDLINE || this == MESSAGE;
  }

  static Optional<Fact> named(String label) {
    return Arrays.stream(values()).filter(fact -> fact.label.equalsIgnoreCase(label)).findFirst();
  }

  /** Those that say what to boot. */
  static List<Fact> kinds() {
    return Arrays.stream(values()).filter(Fact::isKind).toList();
  }
}
