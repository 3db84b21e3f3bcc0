package org.pixiecore.shell;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.MachineBoot;

/** Completes the address of a machine that was heard, or that booted once. */
@Service
public final class MacCompleter implements Completer {

  @Reference BundleContext context;

  @Override
  public int complete(Session session, CommandLine commandLine, List<String> candidates) {
    Set<MacAddress> known = new TreeSet<>();
    try {
      known.addAll(
          Services.all(
              context,
              BootInquiry.class,
              inquiry -> inquiry.seen().stream().map(Machine::mac).toList()));
      known.addAll(
          Services.all(
              context,
              BootHistory.class,
              history -> history.machines().stream().map(MachineBoot::mac).toList()));
      known.addAll(
          Services.all(
              context,
              OneShots.class,
              once -> once.spent().stream().map(OneShots.Spent::mac).toList()));
    } catch (IOException e) {
      // what is known so far may do: the command itself says why
    }
    return new StringsCompleter(known.stream().map(MacAddress::toString).toList())
        .complete(session, commandLine, candidates);
  }
}
