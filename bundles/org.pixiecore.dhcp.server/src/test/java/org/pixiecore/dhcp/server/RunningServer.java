package org.pixiecore.dhcp.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;

/** The component on the server of a {@link TestNetwork}, where every machine boots. */
final class RunningServer {

  private static final BootProgram PROGRAM =
      new BootProgram("snponly.efi", Path.of("/snponly.efi"), Loader.IPXE);

  private RunningServer() {}

  static DhcpServer on(TestNetwork network, Map<String, Object> properties) throws Exception {
    return network.onServer(
        () -> {
          DhcpServer server = new DhcpServer(new HashMap<>(properties));
          server.bootService =
              (machine, patience) ->
                  CompletableFuture.completedFuture(
                      new BootDecision.Boot(new BootSpec.IpxeScript("#!ipxe"), "static-lab"));
          server.bootPrograms =
              new BootPrograms() {
                @Override
                public Loader loaderFor(Machine machine) {
                  return Loader.IPXE;
                }

                @Override
                public Optional<BootProgram> programFor(Machine machine) {
                  return Optional.of(PROGRAM);
                }

                @Override
                public Optional<BootProgram> named(String name) {
                  return Optional.of(PROGRAM);
                }
              };
          server.open();
          return server;
        });
  }

  /** Tells of each machine that the server asks about. */
  static void watch(DhcpServer server, Consumer<Machine> asked) {
    BootService decides = server.bootService;
    server.bootService =
        (machine, patience) -> {
          asked.accept(machine);
          return decides.decide(machine, patience);
        };
  }
}
