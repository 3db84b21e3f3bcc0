package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The distribution, just started. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class InstalledIT {

  private static final String FIXED_BOOTER = "org.pixiecore.booter.fixed";

  @Inject private BundleContext context;
  @Inject private MetaTypeService metatypes;
  @Inject private ServiceComponentRuntime components;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void everyBundleIsActive() {
    assertThat(context.getBundles())
        .filteredOn(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .allSatisfy(bundle -> assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE));
  }

  @Test
  public void everyReferenceOfEveryComponentIsSatisfied() {
    Collection<ComponentDescriptionDTO> ours = components.getComponentDescriptionDTOs(ourBundles());
    assertThat(ours).hasSizeGreaterThan(8);
    assertThat(ours)
        .allSatisfy(
            component ->
                assertThat(components.getComponentConfigurationDTOs(component))
                    .isNotEmpty()
                    .allSatisfy(InstalledIT::isSatisfied));
  }

  /** People read defaults in etc/, consoles in the bundles' metadata: they must be the same. */
  @Test
  public void theConfigurationFilesSayWhatTheBundlesSayOfThemselves() {
    Map<String, Map<String, String>> described = new TreeMap<>();
    Map<String, Map<String, String>> shipped = new TreeMap<>();
    for (Bundle bundle : ourBundles()) {
      MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
      for (String pid : information.getPids()) {
        described.put(pid, defaults(information.getObjectClassDefinition(pid, null)));
        shipped.put(pid, ShippedConfiguration.defaults(pid));
      }
    }

    assertThat(described).containsKeys("org.pixiecore.dhcp.server", "org.pixiecore.tftp.server");
    assertThat(shipped).isEqualTo(described);
  }

  @Test
  public void theExampleOfABooterNamesEveryKey() {
    MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle(FIXED_BOOTER));
    String factory = information.getFactoryPids()[0];

    assertThat(ShippedConfiguration.defaults(Site.BOOTER))
        .containsOnlyKeys(defaults(information.getObjectClassDefinition(factory, null)).keySet());
  }

  private static Map<String, String> defaults(ObjectClassDefinition definition) {
    Map<String, String> defaults = new TreeMap<>();
    for (AttributeDefinition key : definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
      String[] value = key.getDefaultValue();
      defaults.put(key.getID(), value == null ? "" : String.join(",", value));
    }
    return defaults;
  }

  private static void isSatisfied(ComponentConfigurationDTO configuration) {
    assertThat(configuration.state)
        .isIn(ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE);
    assertThat(configuration.unsatisfiedReferences).isEmpty();
    // all of them are optional, so that bundles can come and go; here none may be missing
    assertThat(configuration.satisfiedReferences)
        .allSatisfy(reference -> assertThat(reference.boundServices).isNotEmpty());
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
        .findFirst()
        .orElseThrow();
  }

  private Bundle[] ourBundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.pixiecore."))
        .toArray(Bundle[]::new);
  }
}
