package org.pixiecore.booter.machines;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers one {@link MachinesBooter} for each configuration, and keeps its files read. */
@Component(
    name = BooterConfiguration.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = BooterConfiguration.Keys.class, factory = true)
public final class BooterConfiguration {

  static final String FACTORY_PID = "org.pixiecore.booter.machines";

  private static final Logger LOG = LoggerFactory.getLogger(BooterConfiguration.class);

  /** The configuration keys, for consoles; {@link MachinesSettings} reads them. */
  @ObjectClassDefinition(
      name = "Pixiecore: booter over files",
      description =
          "Boots machines by the files of a directory, in JSON or YAML: what there is to boot, and"
              + " which machines boot it. Changes of the files hold at once.")
  @interface Keys {
    @AttributeDefinition(
        name = "Directory",
        description =
            "An absolute path. It need not be there yet. Empty: pixiecore/machines.d beside the"
                + " configuration files.",
        required = false)
    String directory() default "";

    @AttributeDefinition(
        name = "Poll interval",
        description =
            "Milliseconds between two looks at the directory. A change holds after two of them.",
        min = "50",
        max = "3600000",
        required = false)
    int pollInterval() default 1000;

    @AttributeDefinition(
        name = "Ranking",
        description = "Of several booters that are for a machine, the one with the highest serves.",
        required = false)
    int ranking() default MachinesSettings.RANKING;
  }

  private final LiveSettings<MachinesSettings> settings;
  private final BooterRegistration registration;
  private volatile Watch watch;

  @Activate
  public BooterConfiguration(BundleContext context, Map<String, Object> properties) {
    Path etc = Path.of(Optional.ofNullable(context.getProperty("karaf.etc")).orElse("etc"));
    settings =
        new LiveSettings<>(configuration -> MachinesSettings.parse(configuration, etc), properties);
    registration =
        new BooterRegistration(
            context,
            new MachinesBooter(() -> Optional.ofNullable(watch).flatMap(Watch::current)),
            properties,
            settings.current().ranking());
    watch = begin();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    MachinesSettings before = settings.current();
    if (!settings.update(properties)) {
      return;
    }
    MachinesSettings now = settings.current();
    if (!before.directory().equals(now.directory())) {
      watch.close();
      watch = begin();
    } else if (!before.pollInterval().equals(now.pollInterval())) {
      watch.every(now.pollInterval());
    }
    registration.changed(settings.current().ranking());
  }

  @Deactivate
  void deactivate() {
    watch.close();
    registration.unregister();
  }

  private Watch begin() {
    MachinesSettings now = settings.current();
    return Watch.begin(
        new Library(
            now.directory(),
            new DirectoryFolder(now.directory()),
            complaint -> LOG.warn("{}: {}", registration.name(), new OneLine(complaint))),
        now.pollInterval(),
        this::changed);
  }

  private void changed(MachineSet set) {
    LOG.info("{} has read {}", registration.name(), set);
    registration.changed(settings.current().ranking());
  }
}
