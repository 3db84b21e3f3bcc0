package org.pixiecore.dhcp.server;

import java.util.Locale;
import org.pixiecore.api.Loader;

/** What an item of a menu loads. */
sealed interface LoadChoice {

  /** What the machine loads without a menu. */
  record Auto() implements LoadChoice {}

  /** What brings the machine to a loader. */
  record Through(Loader loader) implements LoadChoice {}

  /**
   * A boot program.
   *
   * @param name as {@link org.pixiecore.api.BootPrograms#named} knows it
   */
  record Named(String name) implements LoadChoice {}

  /** Nothing: the firmware goes on to its next boot device by itself. */
  record LocalDisk() implements LoadChoice {}

  /** What is loaded where nobody chose. */
  LoadChoice AUTO = new Auto();

  /**
   * Reads what a person writes.
   *
   * @throws IllegalArgumentException if it is nothing that could be loaded
   */
  static LoadChoice parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "ipxe" -> new Through(Loader.IPXE);
      case "pxelinux" -> new Through(Loader.PXELINUX);
      case "grub" -> new Through(Loader.GRUB);
      case "local" -> new LocalDisk();
      default -> named(word);
    };
  }

  private static LoadChoice named(String word) {
    if (!word.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("\"" + word + "\" is none of these");
    }
    return new Named(word);
  }
}
