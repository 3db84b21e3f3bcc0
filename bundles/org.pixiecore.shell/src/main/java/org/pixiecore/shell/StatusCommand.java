package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
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
import org.pixiecore.api.status.ServedNetwork;
import org.pixiecore.api.status.ServedNetworks;

/** {@code pixiecore:status}. */
@Service
@Command(
    scope = "pixiecore",
    name = "status",
    description =
        "Shows how this server is: where it listens, which DHCP servers are there, which booters it"
            + " asks, which boot programs it has and lacks, what it fetches; and whether it can boot"
            + " a machine now.")
public final class StatusCommand extends TableAction {

  // in characters: the tables are for a terminal of 80
  private static final int ON_WIDTH = 32;
  private static final int STATE_WIDTH = 20;
  private static final int DHCP_WIDTH = 60;
  private static final int REMARK_WIDTH = 78;

  @Option(name = "--missing", description = "tells how to get the boot programs that are not there")
  boolean missing;

  @Override
  void run(PrintStream out) throws IOException {
    List<ListeningPort> ports =
        Services.all(context, Listening.class, Listening::ports).stream()
            .sorted(Comparator.comparingInt(ListeningPort::port).thenComparing(ListeningPort::on))
            .toList();
    List<RankedBooter> booters = Services.all(context, BootInquiry.class, BootInquiry::booters);
    List<ProgramUse> programs =
        Services.all(context, ProgramInventory.class, ProgramInventory::uses);
    List<ServedNetwork> networks =
        Services.all(context, ServedNetworks.class, ServedNetworks::networks);
    section("Listens for machines", ports(ports), List.of(), out);
    section(
        "Networks, and who gives addresses there",
        networks(networks),
        StatusText.conflicts(networks),
        out);
    section("Booters, in the order of asking", booters(booters), List.of(), out);
    section("Boot programs", programs(programs), remarks(programs), out);
    List<Download> downloads = Services.all(context, Downloads.class, Downloads::downloads);
    if (!downloads.isEmpty()) {
      out.println("Downloads");
      downloads.forEach(download -> out.println(FollowedDownloads.line(download)));
      out.println();
    }
    StatusText.conclusion(Readiness.of(ports, booters, programs)).forEach(out::println);
  }

  /** How to get what is missing is long, and mostly of machines that are not here: for who asks. */
  private List<String> remarks(List<ProgramUse> programs) {
    if (missing) {
      return StatusText.advice(programs);
    }
    return noFormat ? List.of() : StatusText.unneeded(programs, REMARK_WIDTH);
  }

  private void section(String title, ShellTable table, List<String> remarks, PrintStream out) {
    out.println(title);
    print(table, out);
    remarks.forEach(out::println);
    out.println();
  }

  private ShellTable ports(List<ListeningPort> ports) {
    ShellTable table = table("For", "Port", "On", "State");
    table.emptyTableText("Nowhere.");
    ports.forEach(
        port ->
            row(
                table,
                port.purpose(),
                port.port(),
                folded(port.on(), ON_WIDTH),
                folded(StatusText.state(port), STATE_WIDTH)));
    return table;
  }

  private ShellTable networks(List<ServedNetwork> networks) {
    ShellTable table = table("On", "DHCP");
    table.emptyTableText("Nothing is known of them.");
    networks.forEach(network -> row(table, network.on(), folded(network.addresses(), DHCP_WIDTH)));
    return table;
  }

  private static ShellTable booters(List<RankedBooter> booters) {
    ShellTable table = table("Booter", "Ranking", "State");
    table.emptyTableText("There is none, so no machine is booted.");
    booters.forEach(
        booter -> row(table, booter.name(), booter.ranking(), StatusText.state(booter)));
    return table;
  }

  private ShellTable programs(List<ProgramUse> programs) {
    ShellTable table = table("For", "State");
    table.emptyTableText("There is none.");
    programs.stream()
        .filter(use -> noFormat || use.needed() || use.program().isPresent())
        .forEach(use -> row(table, use.firmware(), StatusText.state(use)));
    return table;
  }
}
