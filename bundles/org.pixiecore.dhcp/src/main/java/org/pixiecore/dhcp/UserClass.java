package org.pixiecore.dhcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Option 77. RFC 3004 section 4 wants a length before each of several names; iPXE, and who sets one
 * by hand, sends a name as it is.
 */
final class UserClass {

  /** In characters; longer ones are cut. */
  static final int LONGEST = 128;

  private UserClass() {}

  /** Whether one of the names is this one; what cannot be read behind it is no matter. */
  static boolean holds(Octets value, String name) {
    if (value.length() == name.length() && value.startsWith(name)) {
      return true;
    }
    int at = 0;
    while (isName(value, at)) {
      if (value.text(at + 1, value.at(at)).equals(name)) {
        return true;
      }
      at += 1 + value.at(at);
    }
    return false;
  }

  /**
   * For people and booters: the names with commas between, with a question mark for what is no
   * printable ASCII.
   *
   * @return empty if there is nothing in it
   */
  static Optional<String> text(Octets value) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (isName(value, at)) {
      names.add(value.text(at + 1, value.at(at)));
      at += 1 + value.at(at);
    }
    String all = at == value.length() ? String.join(", ", names) : value.text();
    String bounded = all.substring(0, Math.min(LONGEST, all.length()));
    return Optional.of(bounded.replaceAll("[^ -~]", "?").strip()).filter(text -> !text.isEmpty());
  }

  private static boolean isName(Octets value, int at) {
    return at < value.length() && value.at(at) > 0 && at + value.at(at) < value.length();
  }
}
