package org.pixiecore.shell;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.log.OneLine;

/** A command that prints a table. */
abstract class TableAction extends PixiecoreAction {

  @Option(
      name = "--no-format",
      description = "without a head and lines, with tabs between the columns: for scripts")
  boolean noFormat;

  /** A table with these columns. */
  static ShellTable table(String... columns) {
    ShellTable table = new ShellTable();
    Stream.of(columns).forEach(table::column);
    return table;
  }

  /** A cell of at most this width, of several lines if need be; for scripts it is one line. */
  Object folded(String text, int width) {
    return noFormat ? text : new FoldedText(text, width);
  }

  /** Adds a row, in which nothing commands a terminal. */
  static void row(ShellTable table, Object... cells) {
    table.addRow().addContent(Stream.of(cells).map(TableAction::cell).toArray());
  }

  private static Object cell(Object content) {
    return content instanceof FoldedText ? content : new OneLine(content);
  }

  void print(ShellTable table, PrintStream out) {
    table.print(out, !noFormat);
  }
}
