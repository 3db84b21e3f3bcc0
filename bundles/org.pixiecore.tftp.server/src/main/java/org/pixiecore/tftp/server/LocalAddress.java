package org.pixiecore.tftp.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.pixiecore.api.config.Interfaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address of this server, where requests may come to.
 *
 * @param mtu of the interface, in octets
 */
record LocalAddress(InetAddress address, String interfaceName, int mtu) {

  private static final Logger LOG = LoggerFactory.getLogger(LocalAddress.class);

  /**
   * The chosen addresses that are there now, on interfaces that are up.
   *
   * @throws SocketException if the system does not say
   */
  static Set<LocalAddress> scan(Interfaces chosen) throws SocketException {
    Set<LocalAddress> found = new HashSet<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      try {
        if (nic.isUp()) {
          int mtu = nic.getMTU();
          nic.inetAddresses()
              .filter(address -> chosen.include(nic.getName(), address))
              .forEach(address -> found.add(new LocalAddress(address, nic.getName(), mtu)));
        }
      } catch (SocketException e) {
        LOG.debug("{} went away while it was looked at: {}", nic.getName(), e.toString());
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + " (" + interfaceName + ", MTU " + mtu + ")";
  }
}
