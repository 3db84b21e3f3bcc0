package org.pixiecore.notify;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one URL at each change of a machine's state. What waits to be sent survives a change of the
 * configuration, and goes where that says then.
 */
@Component(
    name = Webhook.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = BootWatcher.class,
    immediate = true)
@Designate(ocd = WebhookSettings.Editor.class, factory = true)
public final class Webhook implements BootWatcher {

  static final String FACTORY_PID = "org.pixiecore.notify.webhook";

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  private final String source;
  private final String name;
  private final LiveSettings<WebhookSettings> settings;
  private final Clock clock;
  private final Receiver receiver;
  private final Courier courier;
  private final StateChanges changes = new StateChanges();

  @Activate
  public Webhook(Map<String, Object> properties) {
    this(
        properties,
        Clock.systemUTC(),
        new RetrySchedule(RetrySchedule.FIRST, () -> ThreadLocalRandom.current().nextDouble()));
  }

  Webhook(Map<String, Object> properties, Clock clock, RetrySchedule schedule) {
    this.source = new Configuration(properties).source();
    this.name = name(source);
    this.clock = clock;
    this.settings = new LiveSettings<>(WebhookSettings::read, properties);
    this.receiver = new Receiver(clock);
    this.courier = new Courier(name, settings::current, receiver::send, schedule, System::nanoTime);
    courier.start();
    report();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      report();
    }
  }

  @Deactivate
  void deactivate() {
    courier.stop();
  }

  @Override
  public void changed(MachineBoot boot) {
    changes
        .in(boot)
        .filter(change -> settings.current().url().isPresent())
        .filter(change -> settings.current().on().includes(change))
        .ifPresent(this::send);
  }

  private void send(StateChange change) {
    String id = UUID.randomUUID().toString();
    courier.add(
        new Notification(
            id, change.boot().mac(), NotificationDocument.write(id, change, clock.instant())));
  }

  private void report() {
    WebhookSettings current = settings.current();
    if (current.url().isEmpty()) {
      courier.clear();
      LOG.info("{} calls nobody. {} is to set url.", name, source);
      return;
    }
    try {
      Target target = receiver.check(current);
      LOG.info(
          "{} calls {} at {}",
          name,
          target,
          current.on().on().isEmpty() ? "each change of state" : current.on().on());
      if (target.inTheOpen()) {
        LOG.warn(
            "{}: what is told goes to {} without TLS, where others may read it.", name, target);
      }
    } catch (IOException e) {
      LOG.warn(
          "{}: {}. What is to be told waits; no restart is needed once it is mended.",
          source,
          new OneLine(e.getMessage()));
    }
  }

  /** What the log calls it: {@code webhook-ops} for org.pixiecore.notify.webhook-ops.cfg. */
  private static String name(String source) {
    return source
        .substring(source.lastIndexOf('/') + 1)
        .replaceFirst("\\.(cfg|config)$", "")
        .replaceFirst("^org\\.pixiecore\\.notify\\.", "")
        .replace('~', '-');
  }
}
