package org.pixiecore.management;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import javax.management.openmbean.TabularData;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;

/** Asks the history of boots. */
record Machines(Services services) implements MachinesMBean {

  @Override
  public TabularData getMachines() throws IOException {
    return OpenTable.of(Heard.class, boots().stream().map(Machines::heard).toList());
  }

  @Override
  public TabularData getTransfers() throws IOException {
    return OpenTable.of(
        Running.class,
        boots().stream()
            .flatMap(
                boot ->
                    boot.running().stream()
                        .map(
                            transfer ->
                                new Running(
                                    boot.mac().toString(),
                                    transfer.protocol().name(),
                                    transfer.name(),
                                    transfer.size().orElse(-1),
                                    transfer.sent().getAsLong())))
            .toList());
  }

  @Override
  public TabularData getProblems() throws IOException {
    return OpenTable.of(
        Problem.class,
        services.use(BootHistory.class, BootHistory::problems).stream()
            .map(found -> problem(found.mac(), found.diagnosis()))
            .toList());
  }

  @Override
  public TabularData timeline(String mac) throws IOException {
    MacAddress machine = MacAddress.parse(mac);
    List<Step> steps =
        services
            .use(BootHistory.class, history -> history.machine(machine))
            .map(MachineBoot::timeline)
            .orElse(List.of());
    return OpenTable.of(
        TimelineStep.class,
        steps.stream()
            .map(
                step ->
                    new TimelineStep(
                        step.at().toString(), step.link().name(), step.tone().name(), step.text()))
            .toList());
  }

  @Override
  public boolean forget(String mac) throws IOException {
    MacAddress machine = MacAddress.parse(mac);
    return services.use(BootHistory.class, history -> history.forget(machine));
  }

  private List<MachineBoot> boots() throws IOException {
    return services.use(BootHistory.class, BootHistory::machines);
  }

  private static Heard heard(MachineBoot boot) {
    Optional<Step> last =
        boot.timeline().isEmpty()
            ? Optional.empty()
            : Optional.of(boot.timeline().get(boot.timeline().size() - 1));
    return new Heard(
        boot.mac().toString(),
        boot.vendor().orElse(""),
        boot.machine().map(machine -> machine.architecture().toString()).orElse(""),
        boot.machine().map(machine -> machine.firmware().toString()).orElse(""),
        boot.address().map(InetAddress::getHostAddress).orElse(""),
        boot.state().name(),
        boot.began().toString(),
        boot.heard().toString(),
        boot.boots().orElse(""),
        last.map(Step::text).orElse(""),
        boot.diagnosis().map(Diagnosis::problem).orElse(""),
        boot.diagnosis().map(Diagnosis::advice).orElse(""));
  }

  private static Problem problem(MacAddress mac, Diagnosis diagnosis) {
    return new Problem(
        mac.toString(),
        diagnosis.at().toString(),
        diagnosis.cause().name(),
        diagnosis.problem(),
        diagnosis.advice());
  }
}
