package org.pixiecore.tftp.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.pixiecore.api.config.Interfaces;

/**
 * An address of this server, where requests may come to.
 *
 * @param mtu of the interface, in octets
 */
record LocalAddress(InetAddress address, String interfaceName, int mtu) {

  /** The chosen addresses that are there now, on interfaces that are up. */
  static Set<LocalAddress> scan(Interfaces chosen) throws SocketException {
    Set<LocalAddress> found = new HashSet<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(nic.getInetAddresses())) {
        if (chosen.include(nic.getName(), address) && nic.isUp()) {
          found.add(new LocalAddress(address, nic.getName(), nic.getMTU()));
        }
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + " (" + interfaceName + ", MTU " + mtu + ")";
  }
}
