package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
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
    ShellTable table =
        table(
            "MAC", "Vendor", "Architecture", "Firmware", "State", "Heard", "Progress", "Last step");
    table.emptyTableText(
        stuck || !wanted.isEmpty()
            ? "No machine is so."
            : "No machine has been heard since the server started.");
    for (MachineBoot boot : Services.use(context, BootHistory.class, BootHistory::machines)) {
      if (stuck && boot.state() != BootState.STUCK) {
        continue;
      }
      if (wanted.isEmpty() || wanted.contains(boot.state())) {
        MachineSummary summary = new MachineSummary(boot);
        row(
            table,
            boot.mac(),
            summary.vendor(),
            summary.architecture(),
            summary.firmware(),
            summary.state(),
            Clock.here().day(boot.heard()),
            summary.progress(BAR).orElse(""),
            summary.lastStep());
      }
    }
    print(table, out);
  }
}
