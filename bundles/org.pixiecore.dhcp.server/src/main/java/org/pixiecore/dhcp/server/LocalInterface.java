package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An interface of this server, as it is now.
 *
 * @param index the system's number for it
 * @param name like {@code eth0}
 * @param isUp whether it is up, with something at the other end of its cable (IFF_UP and
 *     IFF_RUNNING)
 * @param subnets its IPv4 addresses, in the system's order, each with its subnet; may be empty
 */
record LocalInterface(int index, String name, boolean isUp, List<Subnet> subnets) {

  /**
   * An address and the subnet that it is in.
   *
   * @param prefixLength from 0 to 32
   */
  record Subnet(Inet4Address address, int prefixLength) {

    boolean contains(InetAddress other) {
      return other instanceof Inet4Address && ((bits(address) ^ bits(other)) & mask()) == 0;
    }

    boolean isBroadcast(InetAddress other) {
      return contains(other) && (bits(other) | mask()) == -1;
    }

    private int mask() {
      return prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength);
    }

    private static int bits(InetAddress address) {
      return ByteBuffer.wrap(address.getAddress()).getInt();
    }
  }

  static LocalInterface of(NetworkInterface nic) {
    List<Subnet> subnets =
        nic.getInterfaceAddresses().stream().flatMap(a -> subnet(a).stream()).toList();
    return new LocalInterface(nic.getIndex(), nic.getName(), isUp(nic), subnets);
  }

  private static boolean isUp(NetworkInterface nic) {
    try {
      return nic.isUp();
    } catch (SocketException e) {
      return false; // it has gone meanwhile
    }
  }

  private static Optional<Subnet> subnet(InterfaceAddress address) {
    return address.getAddress() instanceof Inet4Address ipv4
        ? Optional.of(new Subnet(ipv4, address.getNetworkPrefixLength()))
        : Optional.empty();
  }

  /** Its addresses, in the system's order. */
  List<Inet4Address> addresses() {
    return subnets.stream().map(Subnet::address).toList();
  }

  /** Those that are in the subnet of another address. */
  Stream<Inet4Address> addressesNear(InetAddress other) {
    return subnets.stream().filter(subnet -> subnet.contains(other)).map(Subnet::address);
  }

  /** Whether it is meant by a name, or by one of its addresses. */
  boolean answersTo(String nameOrAddress) {
    return name.equals(nameOrAddress)
        || addresses().stream().anyMatch(own -> own.getHostAddress().equals(nameOrAddress));
  }

  /** Whether what is sent there is for everybody on this link. */
  boolean isBroadcast(InetAddress address) {
    return subnets.stream().anyMatch(subnet -> subnet.isBroadcast(address));
  }

  /** Whether a machine with that address is on this very link. */
  boolean isOnLink(InetAddress address) {
    return addressesNear(address).findAny().isPresent();
  }
}
