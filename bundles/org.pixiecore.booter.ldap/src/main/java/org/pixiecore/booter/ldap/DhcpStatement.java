package org.pixiecore.booter.ldap;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements as in dhcpd.conf(5). */
final class DhcpStatement {

  private static final Pattern STATEMENT = Pattern.compile("(?s)\\s*([A-Za-z][\\w.-]*)\\s*(.*)");
  // possessive: a group that may give back is matched by recursion, and a long value ends the stack
  private static final Pattern QUOTED = Pattern.compile("(?s)\"((?:[^\"\\\\]++|\\\\.)*+)\".*");
  private static final Pattern ESCAPE =
      Pattern.compile("(?s)\\\\(?:([0-7]{3})|x([0-9A-Fa-f]{2})|(.))");

  private DhcpStatement() {}

  /**
   * A statement in its parts.
   *
   * @param name the first word, in lower case; empty if there is none
   * @param rest what stands after it
   */
  record Named(String name, String rest) {

    /** The rest as one value: without quotes, escapes and the semicolon. */
    String value() {
      Matcher quoted = QUOTED.matcher(rest);
      return quoted.matches()
          ? ESCAPE.matcher(quoted.group(1)).replaceAll(Named::character)
          : rest.replaceFirst(";\\s*$", "").strip();
    }

    private static String character(MatchResult escape) {
      char character;
      if (escape.group(1) != null) {
        character = (char) Integer.parseInt(escape.group(1), 8);
      } else if (escape.group(2) != null) {
        character = (char) Integer.parseInt(escape.group(2), 16);
      } else {
        character =
            switch (escape.group(3)) {
              case "n" -> '\n';
              case "t" -> '\t';
              case "r" -> '\r';
              case "b" -> '\b';
              default -> escape.group(3).charAt(0);
            };
      }
      return Matcher.quoteReplacement(String.valueOf(character));
    }
  }

  /** Takes a statement apart. Of text that is none, the name is empty. */
  static Named parse(String text) {
    Matcher statement = STATEMENT.matcher(text);
    return statement.matches()
        ? new Named(statement.group(1).toLowerCase(Locale.ROOT), statement.group(2))
        : new Named("", text);
  }
}
