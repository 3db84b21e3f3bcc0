package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.MachineBoot;

/** {@code pixiecore:machine}. */
@Service
@Command(
    scope = "pixiecore",
    name = "machine",
    description =
        "Shows what happened to one machine, step by step; what it loads now; and why it does not"
            + " boot, with what to do.")
public final class MachineCommand extends PixiecoreAction {

  @Argument(name = "MAC", description = "the machine, like 52:54:00:12:34:56", required = true)
  @Completion(MacCompleter.class)
  String mac;

  @Override
  void run(PrintStream out) throws IOException {
    MacAddress machine = MacAddress.parse(mac);
    MachineBoot boot =
        Services.use(context, BootHistory.class, history -> history.machine(machine))
            .orElseThrow(
                () ->
                    new IOException(
                        machine
                            + " has not been heard since the server started, or is forgotten;"
                            + " pixiecore:machines lists those that were"));
    new MachineText(boot, Clock.here()).lines().forEach(out::println);
  }
}
