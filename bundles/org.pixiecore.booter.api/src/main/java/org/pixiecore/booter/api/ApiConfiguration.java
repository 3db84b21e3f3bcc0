package org.pixiecore.booter.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers one {@link ApiBooter} for each configuration. A change of the configuration makes a new
 * one, which knows no answers yet; questions that are under way go to their end with the old one.
 */
@Component(
    name = ApiConfiguration.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = ApiSettings.Editor.class, factory = true)
public final class ApiConfiguration implements Booter {

  static final String FACTORY_PID = "org.pixiecore.booter.api";

  private static final Logger LOG = LoggerFactory.getLogger(ApiConfiguration.class);

  private final LiveSettings<ApiSettings> settings;
  private final BooterRegistration registration;
  private volatile ApiBooter booter;

  @Activate
  public ApiConfiguration(BundleContext context, Map<String, Object> properties) {
    settings = new LiveSettings<>(ApiSettings::parse, properties);
    booter = booter();
    registration =
        new BooterRegistration(
            context, this, properties, settings.current().ranking(), lastAnswer());
    report(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      booter = booter();
      registration.changed(settings.current().ranking(), lastAnswer());
      report(properties);
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException {
    return booter.bootSpec(machine);
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException, InterruptedException {
    return booter.reason(machine);
  }

  private Optional<Duration> lastAnswer() {
    return Optional.of(settings.current().staleIfError());
  }

  private ApiBooter booter() {
    return new ApiBooter(
        settings.current(), new Backoff(() -> ThreadLocalRandom.current().nextDouble()), Time.REAL);
  }

  private void report(Map<String, Object> properties) {
    String source = new Configuration(properties).source();
    ApiSettings current = settings.current();
    if (current.refused()) {
      LOG.error(
          "{} asks nobody, and {} not booted until {} is mended.",
          registration.name(),
          current.machines().isEmpty()
              ? "machines are"
              : "machines with " + current.machines() + " are",
          source);
      return;
    }
    if (current.prefix().isEmpty()) {
      LOG.info("{} asks nobody. {} is to set url.", registration.name(), source);
      return;
    }
    LOG.info(
        "{} asks {} (version {} of the API) about {}",
        registration.name(),
        current.prefix().get(),
        current.version().number,
        current.machines().isEmpty() ? "every machine" : current.machines());
    if (current.sendsSecretsInTheOpen()) {
      LOG.warn(
          "{}: credentials go to {} without TLS, where others may read them.",
          source,
          current.prefix().get());
    }
    try {
      booter.check();
    } catch (IOException e) {
      LOG.warn(
          "{}: {}. Machines wait for it; no restart is needed once it is mended.",
          source,
          e.getMessage());
    }
    for (Path directory : current.fileDirectories()) {
      if (!Files.isDirectory(directory)) {
        LOG.warn("{}: fileDirectories names {}, which is no directory.", source, directory);
      }
    }
  }
}
