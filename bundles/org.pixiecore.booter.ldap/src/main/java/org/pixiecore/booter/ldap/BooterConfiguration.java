package org.pixiecore.booter.ldap;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers one {@link LdapBooter} for each configuration. */
@Component(
    name = BooterConfiguration.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = Keys.class, factory = true)
public final class BooterConfiguration {

  static final String FACTORY_PID = "org.pixiecore.booter.ldap";

  private static final Logger LOG = LoggerFactory.getLogger(BooterConfiguration.class);

  private final LiveSettings<LdapSettings> settings;
  private final BooterRegistration registration;
  private final String name;
  private volatile Optional<LdapBooter.Source> source;

  @Activate
  public BooterConfiguration(BundleContext context, Map<String, Object> properties) {
    settings = new LiveSettings<>(LdapSettings::parse, properties);
    name = BooterRegistration.name(new Configuration(properties).source());
    source = open();
    registration =
        new BooterRegistration(
            context, new LdapBooter(() -> source), properties, settings.current().ranking());
    report(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      Optional<LdapBooter.Source> before = source;
      source = open();
      registration.changed(settings.current().ranking());
      before.ifPresent(old -> old.directory().close());
      report(properties);
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    source.ifPresent(last -> last.directory().close());
  }

  private Optional<LdapBooter.Source> open() {
    LdapSettings current = settings.current();
    return current
        .search()
        .map(search -> new LdapBooter.Source(new Directory(name, current.servers()), current));
  }

  private void report(Map<String, Object> properties) {
    LdapSettings current = settings.current();
    if (current.search().isEmpty()) {
      LOG.info(
          "{} asks no directory. {} is to set servers and base.",
          name,
          new Configuration(properties).source());
      return;
    }
    LOG.info(
        "{} looks below {} for {}, at {}",
        name,
        current.search().get().base(),
        current.search().get().filter(),
        current.servers().servers());
  }
}
