package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;

/** {@code pixiecore:once}. */
@Service
@Command(
    scope = "pixiecore",
    name = "once",
    description =
        "Has machines boot something once, like an installer, and their local disks from then on: give"
            + " their MAC addresses, and --kernel or --program. Each time that it is typed is an order"
            + " of its own. Without anything to boot, what machines have booted once is listed, the"
            + " latest first.")
public final class OnceCommand extends OrderAction {

  private static final String USUAL_NAME = "once";

  /** Who types this means it, whatever files, directories and servers say. */
  private static final int USUAL_RANKING = 1000;

  @Option(
      name = "--name",
      description = "which configuration: what is ordered under another name stays as it is")
  @Completion(BooterFileCompleter.class)
  String name = USUAL_NAME;

  @Option(
      name = "--ranking",
      description = "of several booters that are for a machine, the one with the highest serves")
  int ranking = USUAL_RANKING;

  @Override
  void run(PrintStream out) throws IOException {
    if (boots()) {
      order(out);
      return;
    }
    Set<MacAddress> wanted = machines().stream().map(MacAddress::parse).collect(Collectors.toSet());
    List<OneShots.Spent> spent = Services.use(context, OneShots.class, OneShots::spent);
    print(
        spentTable(
            spent.stream()
                .filter(boot -> wanted.isEmpty() || wanted.contains(boot.mac()))
                .toList()),
        out);
  }

  private void order(PrintStream out) throws IOException {
    if (machines().isEmpty()) {
      throw new IllegalArgumentException(
          "name the machines that are to boot it once, by their MAC addresses");
    }
    write(name, Optional.of(ranking), Optional.of("shell " + Instant.now()), out);
    out.println(
        "Once it has booted, a machine boots its local disk, until pixiecore:boot --remove "
            + name);
  }

  static ShellTable spentTable(List<OneShots.Spent> spent) {
    ShellTable table = table("Machine", "Confirmed", "Booter", "Order");
    table.emptyTableText("No machine has booted anything that it was to boot only once.");
    for (OneShots.Spent boot : spent) {
      row(table, boot.mac(), Clock.here().day(boot.at()), boot.booter(), boot.order());
    }
    return table;
  }
}
