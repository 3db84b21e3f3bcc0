package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.Readiness;

/** {@code pixiecore:status}. */
@Service
@Command(
    scope = "pixiecore",
    name = "status",
    description =
        "Shows how this server is: where it listens, which booters it asks, which boot programs it"
            + " has and lacks, what it fetches; and whether it can boot a machine now.")
public final class StatusCommand extends TableAction {

  @Override
  void run(PrintStream out) throws IOException {
    List<ListeningPort> ports = Services.all(context, Listening.class, Listening::ports);
    List<RankedBooter> booters = Services.all(context, BootInquiry.class, BootInquiry::booters);
    List<ProgramUse> programs =
        Services.all(context, ProgramInventory.class, ProgramInventory::uses);
    section("Listens for machines", ports(ports), out);
    section("Booters, in the order of asking", booters(booters), out);
    section("Boot programs", programs(programs), out);
    List<Download> downloads = Services.all(context, Downloads.class, Downloads::downloads);
    if (!downloads.isEmpty()) {
      out.println("Downloads");
      downloads.forEach(download -> out.println(FollowedDownloads.line(download)));
      out.println();
    }
    StatusText.conclusion(Readiness.of(ports, booters, programs)).forEach(out::println);
  }

  private void section(String title, ShellTable table, PrintStream out) {
    out.println(title);
    print(table, out);
    out.println();
  }

  private static ShellTable ports(List<ListeningPort> ports) {
    ShellTable table = table("For", "Port", "On", "State");
    table.emptyTableText("Nowhere.");
    ports.forEach(
        port -> row(table, port.purpose(), port.port(), port.on(), StatusText.state(port)));
    return table;
  }

  private static ShellTable booters(List<RankedBooter> booters) {
    ShellTable table = table("Booter", "Ranking", "State");
    table.emptyTableText("There is none, so no machine is booted.");
    booters.forEach(
        booter -> row(table, booter.name(), booter.ranking(), StatusText.state(booter)));
    return table;
  }

  private static ShellTable programs(List<ProgramUse> programs) {
    ShellTable table = table("For", "State");
    table.emptyTableText("Nothing is known of them.");
    programs.forEach(use -> row(table, use.firmware(), StatusText.state(use)));
    return table;
  }
}
