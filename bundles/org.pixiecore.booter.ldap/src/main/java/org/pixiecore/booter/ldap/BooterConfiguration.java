package org.pixiecore.booter.ldap;

import java.util.Map;
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
  private volatile LdapBooter.Source source;

  @Activate
  public BooterConfiguration(BundleContext context, Map<String, Object> properties) {
    settings = new LiveSettings<>(LdapSettings::parse, properties);
    name = BooterRegistration.name(source(properties));
    source = open();
    registration =
        new BooterRegistration(
            context, new LdapBooter(() -> source), properties, settings.current().ranking());
    report(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      LdapBooter.Source before = source;
      source = open();
      registration.changed(settings.current().ranking());
      before.directory().ifPresent(Directory::close);
      report(properties);
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    source.directory().ifPresent(Directory::close);
  }

  private LdapBooter.Source open() {
    LdapSettings current = settings.current();
    return new LdapBooter.Source(
        current.search().map(search -> new Directory(name, current.servers())), current);
  }

  private void report(Map<String, Object> properties) {
    LdapSettings current = settings.current();
    if (current.refused()) {
      LOG.error("{} answers no machine until {} is mended.", name, source(properties));
      return;
    }
    if (current.search().isEmpty()) {
      LOG.info("{} asks no directory. {} is to set servers and base.", name, source(properties));
      return;
    }
    LOG.info(
        "{} looks below {} for {}, at {}",
        name,
        current.search().get().base(),
        current.search().get().filter(),
        current.servers().servers());
  }

  private static String source(Map<String, Object> properties) {
    return new Configuration(properties).source();
  }
}
