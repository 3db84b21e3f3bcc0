package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.OneShots.Spent;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootHistory.Problem;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;

/** Machines and their boots. */
final class MachineJson {

  /** How many machines one answer has; the history knows the latest ones first. */
  static final int MOST = 500;

  private static final int MOST_PROBLEMS = 100;

  private MachineJson() {}

  /** The machines that were heard last. */
  static ObjectNode list(Collection<MachineBoot> machines) {
    ObjectNode json = Json.object();
    json.set("machines", Json.array(machines.stream().limit(MOST), MachineJson::summary));
    return json.put("omitted", Math.max(0, machines.size() - MOST));
  }

  /** A machine without its timeline. */
  static ObjectNode summary(MachineBoot boot) {
    Optional<Machine> machine = boot.machine();
    ObjectNode json =
        Json.object()
            .put("mac", boot.mac().toString())
            .put("vendor", Json.orNull(boot.vendor()))
            .put("architecture", Json.orNull(machine.map(Machine::architecture)))
            .put("firmware", Json.orNull(machine.map(Machine::firmware)))
            .put("address", Json.orNull(boot.address().map(InetAddress::getHostAddress)))
            .put("state", boot.state().name())
            .put("link", boot.link().name())
            .put("began", boot.began().toString())
            .put("heard", boot.heard().toString())
            .put("boots", Json.orNull(boot.boots()));
    json.set("transfers", Json.array(boot.running().stream(), MachineJson::transfer));
    json.set("diagnosis", boot.diagnosis().map(MachineJson::diagnosis).orElse(null));
    return json;
  }

  /**
   * A machine with all that is known of it.
   *
   * @param once what it has booted once, and does not again
   */
  static ObjectNode whole(MachineBoot boot, List<Spent> once) {
    Optional<Machine> machine = boot.machine();
    Network network = machine.map(Machine::network).orElse(Network.UNKNOWN);
    ObjectNode json =
        summary(boot)
            .put("uuid", Json.orNull(machine.flatMap(Machine::uuid)))
            .put("serial", Json.orNull(machine.flatMap(Machine::serial)))
            .put("interface", Json.orNull(network.interfaceName()))
            .put(
                "relay",
                Json.orNull(network.relay().map(relay -> relay.address().getHostAddress())));
    json.set("timeline", Json.array(boot.timeline().stream(), MachineJson::step));
    json.put("forgotten", boot.forgotten());
    json.set("once", Json.array(once.stream(), MachineJson::spent));
    return json;
  }

  /** The transfers of a machine that go on, and no more. */
  static ObjectNode progress(MachineBoot boot) {
    ObjectNode json = Json.object().put("mac", boot.mac().toString());
    json.set("transfers", Json.array(boot.running().stream(), MachineJson::transfer));
    return json;
  }

  /** What went wrong of late. */
  static ObjectNode problems(List<Problem> problems) {
    ObjectNode json = Json.object();
    json.set(
        "problems",
        Json.array(
            problems.stream().limit(MOST_PROBLEMS),
            problem -> {
              ObjectNode diagnosis = diagnosis(problem.diagnosis());
              return Json.object().put("mac", problem.mac().toString()).setAll(diagnosis);
            }));
    return json;
  }

  private static ObjectNode transfer(FileTransfer transfer) {
    ObjectNode json =
        Json.object()
            .put("protocol", transfer.protocol().name())
            .put("name", transfer.name())
            .put("sent", transfer.sent().getAsLong());
    return transfer.size().isPresent()
        ? json.put("size", transfer.size().getAsLong())
        : json.putNull("size");
  }

  private static ObjectNode diagnosis(Diagnosis diagnosis) {
    return Json.object()
        .put("cause", diagnosis.cause().name())
        .put("at", diagnosis.at().toString())
        .put("link", diagnosis.link().name())
        .put("problem", diagnosis.problem())
        .put("advice", diagnosis.advice());
  }

  private static ObjectNode step(Step step) {
    return Json.object()
        .put("at", step.at().toString())
        .put("link", step.link().name())
        .put("tone", step.tone().name())
        .put("text", step.text());
  }

  private static ObjectNode spent(Spent spent) {
    return Json.object()
        .put("booter", spent.booter())
        .put("order", spent.order())
        .put("at", spent.at().toString());
  }
}
