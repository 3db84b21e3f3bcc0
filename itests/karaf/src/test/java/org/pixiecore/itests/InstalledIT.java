package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The distribution, just started. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class InstalledIT {

  private static final Set<String> OTHER_FEATURES = Set.of("addressServer", "Listener", "Watcher");

  @Rule public final Deadline deadline = new Deadline();

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  /** Tests may begin while bundles of the higher start levels are yet to start. */
  @Before
  public void awaitTheLastStartLevel() {
    eventually().until(() -> isActive("org.pixiecore.dhcp.server"));
  }

  @Test
  public void everyBundleIsActive() {
    assertThat(context.getBundles())
        .filteredOn(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .allSatisfy(bundle -> assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE));
  }

  @Test
  public void whatAsksBootersStartsAfterThemAndDhcpLast() {
    int core = startLevel("org.pixiecore.core");
    assertThat(startLevel("org.pixiecore.dhcp.server")).isGreaterThan(core);
    assertThat(ourBundles())
        .filteredOn(bundle -> startLevel(bundle) >= core)
        .extracting(Bundle::getSymbolicName)
        .containsExactlyInAnyOrder("org.pixiecore.core", "org.pixiecore.dhcp.server");
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

  private static void isSatisfied(ComponentConfigurationDTO configuration) {
    assertThat(configuration.state)
        .isIn(ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE);
    assertThat(configuration.unsatisfiedReferences).isEmpty();
    if (configuration.state == ComponentConfigurationDTO.SATISFIED) {
      // nobody has asked for it yet, so it is bound to nothing
      return;
    }
    // all of them are optional, so that bundles can come and go; here none may be missing but what
    // features of their own bring: the server of addresses, and whoever wants to know of boots
    assertThat(configuration.satisfiedReferences)
        .filteredOn(reference -> !OTHER_FEATURES.contains(reference.name))
        .allSatisfy(reference -> assertThat(reference.boundServices).isNotEmpty());
  }

  private boolean isActive(String symbolicName) {
    return Arrays.stream(ourBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
        .anyMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
  }

  private int startLevel(String symbolicName) {
    return Arrays.stream(ourBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
        .mapToInt(InstalledIT::startLevel)
        .findFirst()
        .orElseThrow();
  }

  private static int startLevel(Bundle bundle) {
    return bundle.adapt(BundleStartLevel.class).getStartLevel();
  }

  private Bundle[] ourBundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.pixiecore."))
        .toArray(Bundle[]::new);
  }
}
