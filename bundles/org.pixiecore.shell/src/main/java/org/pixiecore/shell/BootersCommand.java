package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;

/** {@code pixiecore:booters}. */
@Service
@Command(
    scope = "pixiecore",
    name = "booters",
    description =
        "Lists the booters in the order in which they are asked what a machine boots: the highest"
            + " ranking first.")
public final class BootersCommand extends TableAction {

  @Override
  void run(PrintStream out) throws IOException {
    List<BootInquiry.RankedBooter> booters =
        Services.use(context, BootInquiry.class, BootInquiry::booters);
    Map<String, String> kinds =
        Services.all(context, BooterFiles.class, BooterFiles::files).stream()
            .collect(
                Collectors.toMap(
                    file -> file.booter() + "-" + file.name(),
                    BooterFile::booter,
                    (one, other) -> one));
    ShellTable table = new ShellTable();
    table.column("Order").alignRight();
    table.column("Booter");
    table.column("Kind");
    table.column("Ranking").alignRight();
    table.column("State");
    table.emptyTableText("There is no booter, so no machine is booted.");
    for (int i = 0; i < booters.size(); i++) {
      BootInquiry.RankedBooter booter = booters.get(i);
      row(
          table,
          i + 1,
          booter.name(),
          kinds.getOrDefault(booter.name(), "service of its own"),
          booter.ranking(),
          StatusText.state(booter));
    }
    print(table, out);
  }
}
