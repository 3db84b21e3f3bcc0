package org.pixiecore.console;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings that the servlets share: read in one place, so that a mistake is reported once. */
@Component(name = ConsoleSettings.PID, service = LiveConsoleSettings.class)
@Designate(ocd = ConsoleSettings.Editor.class)
public final class LiveConsoleSettings {

  private static final Logger LOG = LoggerFactory.getLogger(LiveConsoleSettings.class);

  private final LiveSettings<ConsoleSettings> settings;

  @Activate
  public LiveConsoleSettings(Map<String, Object> properties) {
    settings = new LiveSettings<>(ConsoleSettings::read, properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      LOG.info("The page at /pixiecore is read-only for {}", settings.current().readOnlyFor());
    }
  }

  ConsoleSettings current() {
    return settings.current();
  }
}
