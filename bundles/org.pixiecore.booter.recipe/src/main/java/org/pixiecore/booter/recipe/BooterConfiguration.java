package org.pixiecore.booter.recipe;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.booter.recipe.RecipeBooter.InForce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers one {@link RecipeBooter} for each configuration. */
@Component(
    name = BooterConfiguration.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {})
@Designate(ocd = BooterConfiguration.Keys.class, factory = true)
public final class BooterConfiguration {

  static final String FACTORY_PID = "org.pixiecore.booter.recipe";

  private static final Logger LOG = LoggerFactory.getLogger(BooterConfiguration.class);

  /** The configuration keys, for consoles; {@link RecipeSettings} reads them. */
  @ObjectClassDefinition(
      name = "Pixiecore: recipe booter",
      description =
          "Boots something by its name, like debian, from files that are fetched once. Without a"
              + " recipe it boots nothing.")
  @interface Keys {
    @AttributeDefinition(
        name = "Recipe",
        description = "Its name: of a shipped recipe, or of one of your own.",
        required = false)
    String recipe() default "";

    @AttributeDefinition(
        name = "Version",
        description = "As the distribution writes it in its URLs. Empty: the recipe's own.",
        required = false)
    String version() default "";

    @AttributeDefinition(
        name = "Architecture",
        description =
            "The recipe's name for it or the distribution's, for all machines. Empty: what each"
                + " machine is.",
        required = false)
    String arch() default "";

    @AttributeDefinition(
        name = "Mirror",
        description =
            "An http or https URL that stands for the recipe's own mirrors. Empty: those.",
        required = false)
    String mirror() default "";

    @AttributeDefinition(
        name = "Command line",
        description =
            "Arguments for the kernel behind the recipe's. {{ ID \"/path\" }} becomes a URL from"
                + " which the machine can fetch that file.",
        required = false)
    String cmdline() default "";

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

  private final RecipeStock stock;
  private final LiveSettings<RecipeSettings> settings;
  private final BooterRegistration registration;
  private volatile InForce inForce;

  @Activate
  public BooterConfiguration(
      BundleContext context, @Reference RecipeStock stock, Map<String, Object> properties) {
    this.stock = stock;
    settings = new LiveSettings<>(RecipeSettings::parse, properties);
    inForce = new InForce(settings.current(), Optional.empty());
    registration =
        new BooterRegistration(
            context, stock.booter(() -> inForce), properties, settings.current().ranking());
    begin(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      end();
      begin(properties);
      registration.changed(settings.current().ranking());
    }
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    end();
  }

  private void begin(Map<String, Object> properties) {
    RecipeSettings now = settings.current();
    String source = new Configuration(properties).source();
    if (now.refused()) {
      inForce = new InForce(now, Optional.empty());
      LOG.error(
          "{} does not know what to boot until {} is mended. Machines wait for it: {}",
          registration.name(),
          source,
          machines(now));
      return;
    }
    if (now.recipe().isEmpty()) {
      inForce = new InForce(now, Optional.empty());
      LOG.info("{} boots nothing. {} is to set recipe.", registration.name(), source);
      return;
    }
    LOG.info(
        "{} boots recipe {} on {}", registration.name(), now.recipe().orElse(""), machines(now));
    Orders orders = stock.orders(now, () -> registration.changed(now.ranking()));
    inForce = new InForce(now, Optional.of(orders));
    orders.start();
  }

  private void end() {
    inForce.orders().ifPresent(Orders::close);
  }

  private static Object machines(RecipeSettings settings) {
    return settings.machines().isEmpty() ? "every machine" : settings.machines();
  }
}
