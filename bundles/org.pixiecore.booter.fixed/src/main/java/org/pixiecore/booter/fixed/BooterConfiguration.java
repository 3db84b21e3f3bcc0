package org.pixiecore.booter.fixed;

import java.nio.file.Files;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers one {@link FixedBooter} for each configuration. */
@Component(
    name = BooterConfiguration.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = BooterConfiguration.Keys.class, factory = true)
public final class BooterConfiguration {

  static final String FACTORY_PID = "org.pixiecore.booter.static";

  private static final Logger LOG = LoggerFactory.getLogger(BooterConfiguration.class);

  /** The configuration keys, for consoles; {@link FixedSettings} reads them. */
  @ObjectClassDefinition(
      name = "Pixiecore: fixed booter",
      description =
          "Boots the same thing on every machine that it is for: a kernel, a program, an iPXE script"
              + " or the local disk. With none of them set it boots nothing.")
  @interface Keys {
    @AttributeDefinition(
        name = "Kernel",
        description =
            "An absolute path, a path from the directory, or an http or https URL. Of kernel,"
                + " program, local boot and iPXE script only one may be set.",
        required = false)
    String kernel() default "";

    @AttributeDefinition(
        name = "Initial RAM disks",
        description = "Paths and URLs as for the kernel, in the order in which it merges them.",
        required = false)
    String[] initrd() default {};

    @AttributeDefinition(
        name = "Command line",
        description =
            "The kernel's arguments. {{ ID \"./file\" }} becomes a URL from which the machine can"
                + " fetch that file.",
        required = false)
    String cmdline() default "";

    @AttributeDefinition(
        name = "Message",
        description = "Shown on the machine's console before it boots.",
        required = false)
    String message() default "";

    @AttributeDefinition(
        name = "Directory",
        description =
            "Where relative paths start: an absolute path. Empty: the directory of the kernel.",
        required = false)
    String directory() default "";

    @AttributeDefinition(
        name = "iPXE script",
        description = "Given to the machine as it is; begins with #!ipxe.",
        required = false)
    String ipxeScript() default "";

    @AttributeDefinition(
        name = "iPXE script file",
        description =
            "The absolute path of an iPXE script of at most 1 MiB, read again for each machine.",
        required = false)
    String ipxeScriptFile() default "";

    @AttributeDefinition(
        name = "Program",
        description =
            "In place of a kernel: an EFI application or, for BIOS, a network boot program; a path"
                + " or URL as for the kernel. When it ends, the machine goes to its next boot"
                + " device.",
        required = false)
    String program() default "";

    @AttributeDefinition(
        name = "Local boot",
        description =
            "In place of a kernel. Local: the machine boots from its local disk. Silent: it gets no"
                + " answer, as if this server were not there, and no other booter is asked.",
        options = {
          @Option(label = "No", value = ""),
          @Option(label = "Local", value = "local"),
          @Option(label = "Silent", value = "silent")
        },
        required = false)
    String boot() default "";

    @AttributeDefinition(
        name = "Once",
        description =
            "True: each machine boots this once, and its local disk from then on. Or text that tells"
                + " one order from the next: another text boots once more. Beside kernel, program and"
                + " iPXE script.",
        required = false)
    String once() default "";

    @AttributeDefinition(
        name = "Machines",
        description =
            "MAC addresses, and beginnings of them like an OUI 52:54:00. Empty: every machine.",
        required = false)
    String[] machines() default {};

    @AttributeDefinition(
        name = "Ranking",
        description = "Of several booters that are for a machine, the one with the highest serves.",
        required = false)
    int ranking() default 0;
  }

  private final LiveSettings<FixedSettings> settings;
  private final BooterRegistration registration;

  @Activate
  public BooterConfiguration(BundleContext context, Map<String, Object> properties) {
    settings = new LiveSettings<>(FixedSettings::parse, properties);
    registration =
        new BooterRegistration(
            context, new FixedBooter(settings::current), properties, settings.current().ranking());
    report(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      // also when they are the same as before: this is what makes the booters be asked again
      registration.changed(settings.current().ranking());
      report(properties);
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }

  private void report(Map<String, Object> properties) {
    String source = new Configuration(properties).source();
    FixedSettings current = settings.current();
    if (current.refused()) {
      LOG.error(
          "{} does not know what to boot until {} is mended. Machines wait for it: {}",
          registration.name(),
          source,
          current.machines().isEmpty() ? "every machine" : current.machines());
      return;
    }
    if (current.bootsNothing()) {
      LOG.info(
          "{} boots nothing. {} is to set kernel, program, boot, ipxeScript or ipxeScriptFile.",
          registration.name(),
          source);
      return;
    }
    LOG.info(
        "{} boots {} on {}",
        registration.name(),
        current,
        current.machines().isEmpty() ? "every machine" : current.machines());
    current
        .files()
        .filter(file -> file.getValue().isLocal())
        .filter(file -> !Files.isReadable(file.getValue().path()))
        .forEach(
            file ->
                LOG.warn(
                    "{}: {} names {}, which is not there or not readable. Machines wait for it;"
                        + " no restart is needed once it is there.",
                    source,
                    file.getKey(),
                    file.getValue()));
  }
}
