package org.pixiecore.dhcp;

import java.util.Map;
import java.util.Optional;

/** The two roles of a server that gives no addresses, each with a port of its own. */
public enum PxePort {
  /** ProxyDHCP, on the DHCP server's port: offers beside its offer. */
  PROXY_DHCP("ProxyDHCP", 67),

  /** The boot server, which firmware asks by unicast once it has an address (PXE 2.1 chapter 2). */
  BOOT_SERVER("PXE boot server", 4011);

  /**
   * The messages that are answered, and by what. On 67 a REQUEST chooses a DHCP server, and PXE
   * firmware keeps the proxy's offer as it is; an INFORM there is an operating system's. Where an
   * address did not come from DHCP, an INFORM asks the boot server.
   */
  private static final Map<PxePort, Map<MessageType, MessageType>> ANSWERS =
      Map.of(
          PROXY_DHCP,
          Map.of(MessageType.DISCOVER, MessageType.OFFER),
          BOOT_SERVER,
          Map.of(
              MessageType.REQUEST, MessageType.ACK,
              MessageType.INFORM, MessageType.ACK));

  private final String title;
  private final int number;

  PxePort(String title, int number) {
    this.title = title;
    this.number = number;
  }

  /** The port's number, as firmware knows it. */
  public int number() {
    return number;
  }

  /** What a message is answered by here; empty if it is for somebody else. */
  public Optional<MessageType> answerTo(MessageType type) {
    return Optional.ofNullable(ANSWERS.get(this).get(type));
  }

  /** The role's name, for people. */
  @Override
  public String toString() {
    return title;
  }
}
