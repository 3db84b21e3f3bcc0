package org.pixiecore.api.log;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what is secret in URLs out of the sight of those who read the log. */
public final class UrlSecrets {

  // content with one slash or none: what is refused may be no sound URL
  private static final Pattern BEGINNING = Pattern.compile("(?i)https?:/*|//");
  private static final Pattern LINE = Pattern.compile(".+");
  private static final Pattern WORD = Pattern.compile("[^\\s\"]+");

  private UrlSecrets() {}

  /**
   * Puts "…" in the place of the user info and the query of URLs, in time that grows with the text
   * and no faster: what is refused may be anything.
   *
   * @param text a URL, also a wrong one, or text with URLs in it
   */
  public static String mask(String text) {
    String anonymous = each(LINE, text, UrlSecrets::withoutUserInfo);
    return each(WORD, anonymous, UrlSecrets::withoutQuery);
  }

  private static String each(Pattern part, String text, UnaryOperator<String> change) {
    return part.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(change.apply(match.group())));
  }

  /** Up to the last at sign: an unencoded password may hold what ends the user info in a URL. */
  private static String withoutUserInfo(String line) {
    int at = line.lastIndexOf('@');
    Matcher beginning = BEGINNING.matcher(line);
    return at >= 0 && beginning.find() && beginning.end() <= at
        ? line.substring(0, beginning.end()) + "…" + line.substring(at)
        : line;
  }

  private static String withoutQuery(String word) {
    Matcher beginning = BEGINNING.matcher(word);
    int query = beginning.find() ? word.indexOf('?', beginning.end()) : -1;
    return query >= 0 ? word.substring(0, query + 1) + "…" : word;
  }
}
