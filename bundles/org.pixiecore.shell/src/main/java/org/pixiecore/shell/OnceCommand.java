package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.log.OneLine;

/** {@code pixiecore:once}. */
@Service
@Command(
    scope = "pixiecore",
    name = "once",
    description =
        "Lists what machines have booted that they were to boot only once, the latest first. They"
            + " boot their local disks since.")
public final class OnceCommand extends PixiecoreAction {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Override
  void run(PrintStream out) throws IOException {
    table(CoreServices.use(context, OneShots.class, OneShots::spent)).print(out);
  }

  static ShellTable table(List<OneShots.Spent> spent) {
    ShellTable table = new ShellTable();
    table.column("Machine");
    table.column("Confirmed");
    table.column("Booter");
    table.column("Order");
    table.emptyTableText("No machine has booted anything that it was to boot only once.");
    for (OneShots.Spent boot : spent) {
      table
          .addRow()
          .addContent(boot.mac(), local(boot.at()), boot.booter(), new OneLine(boot.order()));
    }
    return table;
  }

  private static String local(Instant at) {
    return LOCAL.format(at);
  }
}
