package org.pixiecore.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.MachineBoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events and keeps the history, in one thread; tells listeners and watchers in another,
 * so that one that hangs stops neither the history nor the diagnoses.
 */
@Component(
    name = HistorySettings.PID,
    service = {BootEvents.class, BootHistory.class},
    immediate = true)
@Designate(ocd = HistorySettings.Editor.class)
public final class BootChronicle implements BootEvents, BootHistory {

  private static final Logger LOG = LoggerFactory.getLogger(BootChronicle.class);

  /** A boot has some 40 events, so this is a hall of machines that are switched on at once. */
  private static final int PLACES = 20_000;

  private final long started = System.nanoTime();
  private final LiveSettings<HistorySettings> settings;
  private final Chronicle chronicle;
  private final ProblemLog problemLog = new ProblemLog(LOG, System::nanoTime);
  private final Audience<BootListener> listeners = new Audience<>(LOG, System::nanoTime);
  private final Audience<BootWatcher> watchers = new Audience<>(LOG, System::nanoTime);
  private final Inbox<Runnable> told;
  private final Inbox<BootEvent> events;

  @Activate
  public BootChronicle(Map<String, Object> properties) {
    settings = new LiveSettings<>(HistorySettings::read, properties);
    chronicle = new Chronicle(settings.current(), InstalledVendors.ofThisSystem());
    told =
        new Inbox<>(
            "pixiecore-history-listeners",
            PLACES,
            Runnable::run,
            () -> {},
            count -> lost(count, "listeners were not told"));
    events =
        new Inbox<>(
            "pixiecore-history",
            PLACES,
            this::happened,
            this::look,
            count -> lost(count, "the history lacks"));
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      chronicle.resize(settings.current());
      LOG.info("The history of boots is kept with {}", settings.current());
    }
  }

  @Deactivate
  void deactivate() {
    events.close();
    told.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(BootListener listener) {
    listeners.add(listener);
  }

  void unbindListener(BootListener listener) {
    listeners.remove(listener);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindWatcher(BootWatcher watcher) {
    watchers.add(watcher);
  }

  void unbindWatcher(BootWatcher watcher) {
    watchers.remove(watcher);
  }

  @Override
  public void report(BootEvent event) {
    events.offer(event);
  }

  @Override
  public List<MachineBoot> machines() {
    return chronicle.machines();
  }

  @Override
  public Optional<MachineBoot> machine(MacAddress mac) {
    return chronicle.machine(mac);
  }

  @Override
  public List<Problem> problems() {
    return chronicle.problems();
  }

  @Override
  public boolean forget(MacAddress mac) {
    return chronicle.forget(mac);
  }

  private void happened(BootEvent event) {
    Optional<MacAddress> mac = chronicle.take(event, sinceStart());
    if (!listeners.isEmpty()) {
      told.offer(() -> listeners.tell(listener -> listener.happened(event)));
    }
    mac.ifPresent(
        machine -> {
          if (chronicle.diagnose(machine, Instant.now(), sinceStart())) {
            log(machine);
          }
          tellOf(machine);
        });
  }

  private void look() {
    for (MacAddress machine : chronicle.diagnose(Instant.now(), sinceStart())) {
      log(machine);
      tellOf(machine);
    }
    listeners.watch();
    watchers.watch();
  }

  private void log(MacAddress machine) {
    chronicle.diagnosis(machine).ifPresent(diagnosis -> problemLog.found(machine, diagnosis));
  }

  private void tellOf(MacAddress machine) {
    if (!watchers.isEmpty()) {
      chronicle
          .machine(machine)
          .ifPresent(boot -> told.offer(() -> watchers.tell(watcher -> watcher.changed(boot))));
    }
  }

  private static void lost(long count, String what) {
    LOG.warn("More happens than can be kept up with: {} {} events", what, count);
  }

  /** By a clock that does not jump when somebody sets the time. */
  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
