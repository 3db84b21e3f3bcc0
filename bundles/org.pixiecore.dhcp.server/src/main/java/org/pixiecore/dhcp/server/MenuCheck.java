package org.pixiecore.dhcp.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which items of the menu nobody can boot, when the menu is read and when the boot programs
 * come, before somebody stands at a machine and chooses one. It shares {@link DhcpServer}'s
 * configuration, and leaves it to say what is wrong with it.
 */
@Component(
    name = "org.pixiecore.dhcp.menu",
    configurationPid = DhcpServer.PID,
    immediate = true,
    service = {})
public final class MenuCheck {

  private static final Logger LOG = LoggerFactory.getLogger(MenuCheck.class);

  private final BootPrograms programs;
  private Optional<MenuSettings> checked = Optional.empty(); // guarded by this

  /**
   * Made anew when boot programs come or go.
   *
   * @param programs null while there are none: what nobody knows is not missed
   */
  @Activate
  public MenuCheck(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          BootPrograms programs,
      Map<String, Object> properties) {
    this.programs = programs;
    check(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    check(properties);
  }

  private synchronized void check(Map<String, Object> properties) {
    if (programs == null) {
      return;
    }
    Configuration configuration = new Configuration(properties);
    Optional<MenuSettings> menu = DhcpSettings.parse(configuration).menu();
    if (configuration.problems().isEmpty() && !menu.equals(checked)) {
      checked = menu;
      menu.ifPresent(read -> lacking(read, programs).forEach(line -> LOG.warn("{}", line)));
    }
  }

  /** A line for each item whose boot program is not installed. */
  static List<String> lacking(MenuSettings menu, BootPrograms programs) {
    return menu.choices().stream()
        .flatMap(
            choice ->
                choice instanceof LoadChoice.Named named
                    ? Stream.of(named.name())
                    : Stream.<String>empty())
        .distinct()
        .filter(name -> programs.named(name).isEmpty())
        .map(
            name ->
                ("%s names the boot program %s, which is not installed: whoever chooses it gets no"
                        + " answer. Put the file into one of directories in"
                        + " etc/org.pixiecore.bootloaders.cfg; no restart is needed.")
                    .formatted(MenuSettings.ITEMS, name))
        .toList();
  }
}
