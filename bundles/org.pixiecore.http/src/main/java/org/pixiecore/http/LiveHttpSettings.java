package org.pixiecore.http;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that this bundle's servlets share: read in one place, so that a mistake is reported
 * once, and changed without the servlets noticing.
 */
@Component(name = HttpSettings.PID, service = LiveHttpSettings.class)
@Designate(ocd = HttpSettings.Editor.class)
public final class LiveHttpSettings {

  private static final Logger LOG = LoggerFactory.getLogger(LiveHttpSettings.class);

  private final LiveSettings<HttpSettings> settings;
  private final LiveTls tls = new LiveTls();

  @Activate
  public LiveHttpSettings(Map<String, Object> properties) {
    settings = new LiveSettings<>(HttpSettings::read, properties);
    lookAtCertificates();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      LOG.info("Scripts and files are served with {}", settings.current());
      lookAtCertificates();
    }
  }

  /** So that a wrong file is in the log now, and not when a machine waits for its kernel. */
  private void lookAtCertificates() {
    SSLContext unused = tls();
  }

  /** TLS to other servers; the same object as long as nothing of it changed. */
  SSLContext tls() {
    return tls.context(settings.current().tls());
  }

  HttpSettings current() {
    return settings.current();
  }
}
