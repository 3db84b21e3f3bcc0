package org.pixiecore.management;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import javax.management.openmbean.TabularData;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;

/** Asks the core what is spent. */
record Once(Services services) implements OnceMBean {

  /** Before all other booters: who orders this means it, whatever they say. */
  private static final String RANKING = "1000";

  @Override
  public TabularData getSpent() throws IOException {
    return OpenTable.of(
        SpentOrder.class,
        services.use(OneShots.class, OneShots::spent).stream()
            .map(
                spent ->
                    new SpentOrder(
                        spent.mac().toString(),
                        spent.booter(),
                        spent.order(),
                        spent.at().toString()))
            .toList());
  }

  @Override
  public String order(String machines, String kernel, String initrds, String commandLine)
      throws IOException {
    if (TypedSettings.machines(machines).isEmpty()) {
      throw new IllegalArgumentException("name the machines that are to boot it once");
    }
    Map<String, String> settings = TypedSettings.boot(kernel, initrds, commandLine, machines);
    settings.put("ranking", RANKING);
    settings.put("once", "JMX " + Instant.now());
    return services.use(
        BooterFiles.class, files -> files.write(new BooterFile("static", "once", settings)));
  }

  @Override
  public int again(String mac) throws IOException {
    MacAddress machine = MacAddress.parse(mac);
    return services.use(OneShots.class, once -> once.forget(machine)).size();
  }
}
