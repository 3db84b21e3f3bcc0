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

  /** Adds a row, in which nothing commands a terminal. */
  static void row(ShellTable table, Object... cells) {
    table.addRow().addContent(Stream.of(cells).map(OneLine::new).toArray());
  }

  void print(ShellTable table, PrintStream out) {
    table.print(out, !noFormat);
  }
}
