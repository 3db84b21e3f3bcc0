package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;

/** {@code pixiecore:once-again}. */
@Service
@Command(
    scope = "pixiecore",
    name = "once-again",
    description =
        "Forgets what a machine has booted once, so that it boots it again if it is still ordered.")
public final class OnceAgainCommand extends PixiecoreAction {

  @Argument(name = "MAC", description = "the machine, like 52:54:00:12:34:56", required = true)
  @Completion(MacCompleter.class)
  String mac;

  @Override
  void run(PrintStream out) throws IOException {
    MacAddress machine = MacAddress.parse(mac);
    List<OneShots.Spent> forgotten =
        Services.use(context, OneShots.class, once -> once.forget(machine));
    if (forgotten.isEmpty()) {
      out.println(machine + " has booted nothing that it was to boot only once.");
    } else {
      out.println("Forgotten:");
      OnceCommand.spentTable(forgotten).print(out);
    }
  }
}
