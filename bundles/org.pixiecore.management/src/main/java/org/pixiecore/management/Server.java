package org.pixiecore.management;

import java.io.IOException;
import java.util.List;
import javax.management.openmbean.TabularData;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.Readiness;
import org.pixiecore.api.status.ServedNetworks;

/** Asks the bundles that know. */
record Server(Services services) implements ServerMBean {

  @Override
  public boolean isReady() throws IOException {
    return readiness().ready();
  }

  @Override
  public String[] getObstacles() throws IOException {
    return readiness().obstacles().toArray(String[]::new);
  }

  @Override
  public TabularData getPorts() throws IOException {
    return OpenTable.of(
        Port.class,
        ports().stream()
            .map(
                port ->
                    new Port(
                        port.purpose(),
                        port.port(),
                        port.on(),
                        port.how().orElse(""),
                        port.problem().orElse("")))
            .toList());
  }

  @Override
  public TabularData getNetworks() throws IOException {
    return OpenTable.of(
        Network.class,
        services.all(ServedNetworks.class, ServedNetworks::networks).stream()
            .map(
                network ->
                    new Network(
                        network.on(), network.addresses(), String.join(" ", network.conflicts())))
            .toList());
  }

  @Override
  public TabularData getBootPrograms() throws IOException {
    return OpenTable.of(
        Program.class,
        programs().stream()
            .map(
                use ->
                    new Program(
                        use.key(),
                        use.firmware(),
                        use.program().map(program -> program.path().toString()).orElse(""),
                        use.needed(),
                        use.advice().orElse("")))
            .toList());
  }

  @Override
  public TabularData getDownloads() throws IOException {
    return OpenTable.of(
        Fetched.class,
        services.all(Downloads.class, Downloads::downloads).stream()
            .map(
                download ->
                    new Fetched(
                        download.name(),
                        download.source(),
                        download.size().orElse(-1),
                        download.fetched(),
                        download.state().name(),
                        download.problem().orElse("")))
            .toList());
  }

  private Readiness readiness() throws IOException {
    return Readiness.of(ports(), services.all(BootInquiry.class, BootInquiry::booters), programs());
  }

  private List<ListeningPort> ports() throws IOException {
    return services.all(Listening.class, Listening::ports);
  }

  private List<ProgramUse> programs() throws IOException {
    return services.all(ProgramInventory.class, ProgramInventory::uses);
  }
}
