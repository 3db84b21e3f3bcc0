package org.pixiecore.api.log;

import java.util.regex.Pattern;

/**
 * Text of others as it may stand in a log line: nothing in it ends the line, turns the direction of
 * text or commands a terminal. It is made when the line is written, and not if it is not.
 *
 * @param said what others sent or threw; {@link #toString()} is its text with a blank in place of
 *     characters of the Unicode categories C, Zl and Zp
 */
public record OneLine(Object said) {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  @Override
  public String toString() {
    return UNPRINTABLE.matcher(String.valueOf(said)).replaceAll(" ");
  }
}
