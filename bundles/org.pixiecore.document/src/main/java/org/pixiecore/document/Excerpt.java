package org.pixiecore.document;

import org.pixiecore.api.log.UrlSecrets;

/** The beginning of what others wrote, to show it to people without the secrets of URLs in it. */
public final class Excerpt {

  /** How much is looked at, in characters, however much there is. */
  private static final int LONGEST_READ = 4 * 1024;

  private Excerpt() {}

  /**
   * Masks text, then cuts it: half a secret is not known for one.
   *
   * @param longest how much is shown, in characters, at most 4096; "…" follows where there is more
   */
  public static String of(String text, int longest) {
    // an at sign, because the one that ends a secret may be in what is left out
    String read = text.length() <= LONGEST_READ ? text : text.substring(0, LONGEST_READ) + "@";
    String masked = UrlSecrets.mask(read);
    return masked.length() <= longest ? masked : masked.substring(0, longest) + "…";
  }
}
