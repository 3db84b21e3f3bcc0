package org.pixiecore.dhcp.server;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.dhcp.PxePort;

/**
 * What a person set.
 *
 * @param interfaces where to answer
 * @param dhcpPort the port for offers
 * @param pxePort the boot server's port
 * @param patience how long to wait for the booters
 * @param socket the kind of socket
 * @param forms in which form PXE firmware is answered
 * @param menu what it shows; empty for none
 * @param survey how long to wait before other DHCP servers are looked for again; 0 to never look
 */
record DhcpSettings(
    Interfaces interfaces,
    int dhcpPort,
    int pxePort,
    Duration patience,
    SocketKind socket,
    FormSettings forms,
    Optional<MenuSettings> menu,
    Duration survey) {

  private static final String PXE_PORT = "pxePort";
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final int SURVEY_SECONDS = 300;
  private static final int LONGEST_SURVEY_SECONDS = 86400;

  /** iPXE goes on without a proxy's offer after two seconds. */
  private static final int LONGEST_PATIENCE_MILLIS = 1900;

  static DhcpSettings parse(Configuration configuration) {
    Interfaces interfaces = Interfaces.read(configuration, "interfaces");
    int dhcpPort = port(configuration, "dhcpPort", PxePort.PROXY_DHCP);
    int pxePort = port(configuration, PXE_PORT, PxePort.BOOT_SERVER);
    if (dhcpPort == pxePort) {
      configuration.refuse(PXE_PORT, "another port than dhcpPort");
      dhcpPort = PxePort.PROXY_DHCP.number();
      pxePort = PxePort.BOOT_SERVER.number();
    }
    Duration patience =
        configuration.milliseconds("patience", 1, LONGEST_PATIENCE_MILLIS, PATIENCE);
    SocketKind socket = configuration.choice("socket", SocketKind.class, SocketKind.AUTO);
    FormSettings forms = FormSettings.read(configuration);
    Optional<MenuSettings> menu = MenuSettings.read(configuration);
    int survey = configuration.integer("survey", 0, LONGEST_SURVEY_SECONDS, SURVEY_SECONDS);
    return new DhcpSettings(
        interfaces, dhcpPort, pxePort, patience, socket, forms, menu, Duration.ofSeconds(survey));
  }

  /** The port of a role. */
  int port(PxePort role) {
    return switch (role) {
      case PROXY_DHCP -> dhcpPort;
      case BOOT_SERVER -> pxePort;
    };
  }

  /** Whether there is a menu, and in no form of answer that a person set is it shown. */
  boolean menuIsUnseen() {
    return menu.isPresent() && !forms.mayShowMenu();
  }

  private static int port(Configuration configuration, String key, PxePort role) {
    return configuration.integer(key, 1, 65535, role.number());
  }
}
