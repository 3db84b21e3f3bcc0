package org.pixiecore.shell;

import org.pixiecore.api.log.OneLine;

/**
 * A text in lines that are not too long for a column; nothing of it is left out, and nothing in it
 * commands a terminal.
 *
 * @param width of the lines in characters, at least 1
 */
record FoldedText(String text, int width) {

  FoldedText {
    if (width < 1) {
      throw new IllegalArgumentException("lines are at least 1 wide, not " + width);
    }
  }

  /** The lines. They end between words, but for a word that is wider than a line. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    String rest = new OneLine(text).toString();
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      lines.append(rest, 0, end).append('\n');
      rest = rest.substring(end).stripLeading();
    }
    return lines.append(rest).toString();
  }
}
