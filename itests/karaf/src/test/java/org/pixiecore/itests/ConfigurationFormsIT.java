package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * How everything of ours can be configured, as consoles and shells show it: by the Metatype Service
 * (OSGi Compendium, 105).
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationFormsIT {

  private static final Pattern SECRET = Pattern.compile("(?i).*(password|token|secret)");

  @Rule public final Server server = Server.withoutABooter();

  @Inject private BundleContext context;
  @Inject private MetaTypeService metatypes;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void everythingThatCanBeInstalled() {
    for (String booter : new String[] {"api", "ldap", "machines"}) {
      server.install("pixiecore-booter-" + booter);
    }
    server.install("pixiecore-dhcp-server");
    server.install("pixiecore-console");
    server.install("pixiecore-notify");
  }

  /** People read defaults in etc/, consoles in the bundles' metadata: they must be the same. */
  @Test
  public void theFilesSayWhatTheFormsSay() {
    Map<String, Map<String, String>> shipped = new TreeMap<>();
    Map<String, Map<String, String>> described = new TreeMap<>();
    singletons()
        .forEach(
            (pid, form) -> {
              shipped.put(pid, ShippedConfiguration.defaults(pid));
              described.put(pid, defaults(form));
            });

    assertThat(described)
        .containsKeys(
            "org.pixiecore.dhcp.server", "org.pixiecore.dhcp.lease", "org.pixiecore.core.once");
    assertThat(shipped).isEqualTo(described);
  }

  /** What stands behind a key there is an example, so only the keys must be the same. */
  @Test
  public void theExampleOfEachFactoryNamesEveryKey() {
    assertThat(factories())
        .containsOnlyKeys(
            "org.pixiecore.booter.api",
            "org.pixiecore.booter.ldap",
            "org.pixiecore.booter.machines",
            "org.pixiecore.booter.recipe",
            "org.pixiecore.booter.static",
            "org.pixiecore.notify.webhook")
        .allSatisfy(
            (pid, form) ->
                assertThat(ShippedConfiguration.example(pid))
                    .containsOnlyKeys(defaults(form).keySet()));
  }

  @Test
  public void everyFormAndEveryKeyOfItIsExplained() {
    forms()
        .forEach(
            (pid, form) -> {
              assertThat(form.getName()).as(pid).startsWith("Pixiecore");
              assertThat(form.getDescription()).as(pid).isNotBlank();
            });
    forEveryKey(
        (name, key) -> {
          assertThat(key.getName()).as(name).isNotBlank();
          assertThat(key.getDescription()).as(name).isNotBlank();
        });
  }

  @Test
  public void everyNumberHasADefaultAndLimits() {
    forEveryKey(
        (name, key) -> {
          if (key.getType() != AttributeDefinition.INTEGER) {
            return;
          }
          assertThat(key.getDefaultValue()).as(name).hasSize(1);
          assertThat(key.validate(key.getDefaultValue()[0])).as(name).isEmpty();
          if (!key.getID().equals("ranking")) { // OSGi allows all of them
            assertThat(key.validate(String.valueOf(Integer.MIN_VALUE))).as(name).isNotEmpty();
            assertThat(key.validate(String.valueOf(Integer.MAX_VALUE))).as(name).isNotEmpty();
          }
        });
  }

  @Test
  public void everyChoiceHasALabelForEachValue() {
    forEveryKey(
        (name, key) -> {
          if (key.getOptionValues() != null && key.getOptionValues().length > 0) {
            assertThat(key.getOptionLabels()).as(name).hasSameSizeAs(key.getOptionValues());
            assertThat(key.getOptionLabels()).as(name).noneMatch(String::isBlank);
            if (key.getDefaultValue() != null) {
              assertThat(key.getOptionValues()).as(name).contains(key.getDefaultValue());
            }
          }
        });
  }

  @Test
  public void noSecretIsShown() {
    Map<String, Integer> secrets = new TreeMap<>();
    forEveryKey(
        (name, key) -> {
          if (key.getType() != AttributeDefinition.BOOLEAN
              && SECRET.matcher(key.getID()).matches()) {
            secrets.put(name, key.getType());
          }
        });
    assertThat(secrets)
        .containsOnlyKeys(
            "org.pixiecore.booter.api: token",
            "org.pixiecore.booter.api: password",
            "org.pixiecore.booter.ldap: bindPassword",
            "org.pixiecore.notify.webhook: secret")
        .allSatisfy((name, type) -> assertThat(type).isEqualTo(AttributeDefinition.PASSWORD));
  }

  private void forEveryKey(BiConsumer<String, AttributeDefinition> check) {
    forms()
        .forEach(
            (pid, form) ->
                Arrays.stream(form.getAttributeDefinitions(ObjectClassDefinition.ALL))
                    .forEach(key -> check.accept(pid + ": " + key.getID(), key)));
  }

  private Map<String, ObjectClassDefinition> forms() {
    Map<String, ObjectClassDefinition> forms = new TreeMap<>(singletons());
    forms.putAll(factories());
    return forms;
  }

  private Map<String, ObjectClassDefinition> singletons() {
    Map<String, ObjectClassDefinition> forms = new TreeMap<>();
    for (MetaTypeInformation information : ours()) {
      for (String pid : information.getPids()) {
        forms.put(pid, information.getObjectClassDefinition(pid, null));
      }
    }
    return forms;
  }

  private Map<String, ObjectClassDefinition> factories() {
    Map<String, ObjectClassDefinition> forms = new TreeMap<>();
    for (MetaTypeInformation information : ours()) {
      for (String pid : information.getFactoryPids()) {
        forms.put(pid, information.getObjectClassDefinition(pid, null));
      }
    }
    return forms;
  }

  private MetaTypeInformation[] ours() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.pixiecore."))
        .map(metatypes::getMetaTypeInformation)
        .toArray(MetaTypeInformation[]::new);
  }

  private static Map<String, String> defaults(ObjectClassDefinition form) {
    Map<String, String> defaults = new TreeMap<>();
    for (AttributeDefinition key : form.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
      String[] value = key.getDefaultValue();
      defaults.put(key.getID(), value == null ? "" : String.join(",", value));
    }
    return defaults;
  }
}
