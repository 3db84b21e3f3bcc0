package org.pixiecore.history;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.history.MachineBoot;

/** One machine: its steps, its last boot, and why that does not go on. */
final class Timeline {

  private final MacAddress mac;
  private final Steps steps = new Steps();
  private Boot boot;
  private Instant began;
  private Instant heard;
  private Optional<InetAddress> address = Optional.empty();
  private Optional<String> boots = Optional.empty();
  private Optional<Diagnosis> diagnosis = Optional.empty();

  Timeline(MacAddress mac, Instant at, Duration now) {
    this.mac = mac;
    this.boot = new Boot(now);
    this.began = at;
    this.heard = at;
  }

  /**
   * Takes what happened to the machine.
   *
   * @param most how many steps are kept
   */
  void take(BootEvent event, Duration now, int most) {
    if (boot.isOverBy(event, now)) {
      boot = boot.next(now);
      began = event.at();
      boots = Optional.empty();
      diagnosis = Optional.empty();
      steps.begin(event.at(), Wording.anotherBoot(), most);
    }
    heard = event.at();
    event
        .client()
        .address()
        .filter(some -> !some.isAnyLocalAddress())
        .ifPresent(some -> address = Optional.of(some));
    boot.take(event, now);
    if (event instanceof Decided decided) {
      ordered(decided.decision());
    } else if (event instanceof Instructed instructed) {
      ordered(instructed.decision());
    }
    Wording.of(event).ifPresent(line -> steps.add(event.at(), line, most));
  }

  private void ordered(BootDecision decision) {
    if (decision instanceof BootDecision.Boot order
        && !(order.spec() instanceof BootSpec.Identify)) {
      boots = Optional.of(Said.of(order.summary()));
    } else if (decision instanceof BootDecision.NotOurs) {
      boots = Optional.empty();
    }
  }

  /**
   * Looks whether the boot goes on.
   *
   * @return whether there is another diagnosis now, or none any longer
   */
  boolean diagnose(Instant at, Duration now, int most) {
    if (boot.isLeftForASystem() || boot.isSettled(now)) {
      return false;
    }
    boot.look(now);
    Optional<Finding> finding = Diagnoser.diagnose(boot, now);
    if (finding.isEmpty()) {
      boolean isVoid = diagnosis.isPresent();
      diagnosis = Optional.empty();
      return isVoid;
    }
    if (diagnosis.filter(known -> finding.get().continues(known)).isPresent()) {
      return false;
    }
    diagnosis = finding.map(found -> found.at(at));
    if (finding.get().cause() != Cause.NOT_OURS) {
      steps.add(at, Wording.stuck(finding.get()), most);
    }
    return true;
  }

  MacAddress mac() {
    return mac;
  }

  /** About how many octets its steps take. */
  int weight() {
    return steps.weight();
  }

  Optional<Diagnosis> diagnosis() {
    return diagnosis;
  }

  /**
   * The machine as it stands.
   *
   * @param vendor of its interface
   * @param hasAddress whether its address is not another machine's by now
   */
  MachineBoot shown(Optional<String> vendor, boolean hasAddress) {
    Optional<Diagnosis> stuck = diagnosis.filter(why -> why.cause() != Cause.NOT_OURS);
    List<FileTransfer> running =
        Stream.concat(boot.programs().running().stream(), boot.files().running().stream()).toList();
    return new MachineBoot(
        mac,
        vendor,
        boot.machine(),
        address.filter(some -> hasAddress),
        stuck.isPresent() ? BootState.STUCK : boot.state(),
        stuck.map(Diagnosis::link).orElseGet(boot::link),
        began,
        heard,
        boots,
        running,
        steps.shown(),
        steps.forgotten(),
        diagnosis);
  }

  Optional<InetAddress> address() {
    return address;
  }
}
