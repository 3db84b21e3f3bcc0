package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.MachineBoot;

/** {@code pixiecore:machines}. */
@Service
@Command(
    scope = "pixiecore",
    name = "machines",
    description =
        "Lists the machines that were heard since the server started, the one that was heard last"
            + " first: how far each has come, and what it loads now.")
public final class MachinesCommand extends TableAction {

  private static final ProgressBar BAR = new ProgressBar(10);

  // in characters; of the columns that are folded, and of all but the last one together
  private static final int MACHINE_WIDTH = 14;
  private static final int DAY_WIDTH = 10;
  private static final int OTHERS_WIDTH = 69;
  private static final int LEAST_NOW_WIDTH = 20;

  @Option(name = "--stuck", description = "only those that do not get any further")
  boolean stuck;

  @Option(
      name = "--state",
      description = "only those in this state, like loading; may be given more than once",
      multiValued = true)
  @Completion(StateCompleter.class)
  List<String> states;

  @Override
  void run(PrintStream out) throws IOException {
    List<BootState> wanted =
        states == null ? List.of() : states.stream().map(Words::state).toList();
    ShellTable table = columns();
    table.emptyTableText(
        stuck || !wanted.isEmpty()
            ? "No machine is so."
            : "No machine has been heard since the server started.");
    for (MachineBoot boot : Services.use(context, BootHistory.class, BootHistory::machines)) {
      if (stuck && boot.state() != BootState.STUCK) {
        continue;
      }
      if (wanted.isEmpty() || wanted.contains(boot.state())) {
        add(boot, table);
      }
    }
    print(table, out);
  }

  /** For scripts, a column for each thing; for people, what goes on a terminal. */
  private ShellTable columns() {
    return noFormat
        ? table(
            "MAC", "Vendor", "Architecture", "Firmware", "State", "Heard", "Progress", "Last step")
        : table("MAC", "Machine", "State", "Heard", "Now");
  }

  private int width() {
    Terminal terminal = session.getTerminal();
    return terminal == null ? 0 : terminal.getWidth();
  }

  private void add(MachineBoot boot, ShellTable table) {
    MachineSummary summary = new MachineSummary(boot);
    String heard = Clock.here().day(boot.heard());
    if (noFormat) {
      row(
          table,
          boot.mac(),
          summary.vendor(),
          summary.architecture(),
          summary.firmware(),
          summary.state(),
          heard,
          summary.progress(BAR).orElse(""),
          summary.lastStep());
    } else {
      row(
          table,
          boot.mac(),
          folded(summary.kind(), MACHINE_WIDTH),
          summary.state(),
          folded(heard, DAY_WIDTH),
          folded(summary.now(BAR), Math.max(LEAST_NOW_WIDTH, width() - OTHERS_WIDTH)));
    }
  }
}
