package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Machine;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Client;

/** Decides as it is told to; by itself, every machine boots. */
final class FakeNextStage implements NextStage {

  static final BootDecision BOOT =
      new BootDecision.Boot(new BootSpec.IpxeScript("#!ipxe"), "static-lab");

  final List<LoadChoice> choices = new CopyOnWriteArrayList<>();
  final Map<Machine, Duration> asked = new ConcurrentHashMap<>();
  volatile Function<Machine, CompletionStage<BootDecision>> decision =
      machine -> CompletableFuture.completedFuture(BOOT);
  volatile Function<Inet4Address, Target> target;

  @Override
  public CompletionStage<BootDecision> decide(Machine machine, Duration patience) {
    asked.put(machine, patience);
    return decision.apply(machine);
  }

  @Override
  public Target target(
      Client.Loads loads, LoadChoice choice, Machine machine, Inet4Address server) {
    choices.add(choice);
    if (target != null) {
      return target.apply(server);
    }
    return new Target.Ready(
        switch (loads) {
          case PROGRAM -> new BootTarget.Program("snponly.efi");
          case HTTP_PROGRAM ->
              new BootTarget.HttpProgram("http://" + server.getHostAddress() + "/snponly.efi");
          case NAMED_FILES -> new BootTarget.NamedFiles();
          case SCRIPT ->
              new BootTarget.Script("http://" + server.getHostAddress() + ":8181/" + machine.mac());
        });
  }
}
