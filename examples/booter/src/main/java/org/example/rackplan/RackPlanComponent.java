package org.example.rackplan;

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
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.LiveSettings;

/** Registers the booter while there is a configuration for it. */
@Component(
    name = RackPlanComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = RackPlanComponent.Keys.class)
public final class RackPlanComponent {

  static final String PID = "org.example.rackplan";

  /** The configuration's keys, for consoles; {@link RackPlanSettings} reads them. */
  @ObjectClassDefinition(name = "Rack plan", description = "Boots what a CSV file says.")
  @interface Keys {
    @AttributeDefinition(
        name = "File",
        description =
            "The absolute path of a CSV file with the columns mac, kernel, initrd and cmdline."
                + " Empty: no machine boots by it.",
        required = false)
    String file() default "";

    @AttributeDefinition(
        name = "Ranking",
        description =
            "Of several booters that are for a machine, the one with the highest is asked first.",
        required = false)
    int ranking() default 0;
  }

  private final LiveSettings<RackPlanSettings> settings;
  private final BooterRegistration registration;

  @Activate
  public RackPlanComponent(BundleContext context, Map<String, Object> properties) {
    settings = new LiveSettings<>(RackPlanSettings::read, properties);
    registration =
        new BooterRegistration(
            context,
            new RackPlanBooter(settings::current),
            properties,
            settings.current().ranking());
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      // so that machines that wait are asked about anew
      registration.changed(settings.current().ranking());
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }
}
