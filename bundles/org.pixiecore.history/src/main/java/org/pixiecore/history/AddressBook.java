package org.pixiecore.history;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.Client;

/**
 * Which machine has which address, as far as events told. A machine may have several: its loader is
 * often given another than its firmware. Keeps the addresses that were used last.
 */
final class AddressBook {

  private final Map<InetAddress, MacAddress> machines = new LinkedHashMap<>();

  /**
   * Finds who a client is, and remembers it.
   *
   * @param most how many addresses are kept
   * @return empty if it named no MAC address, and none is known at its address
   */
  Optional<MacAddress> machine(Client client, int most) {
    Optional<InetAddress> address = client.address().filter(some -> !some.isAnyLocalAddress());
    if (address.isEmpty()) {
      return client.mac();
    }
    // out and in again: the one that was used last stands last
    MacAddress known = machines.remove(address.get());
    Optional<MacAddress> mac = client.mac().or(() -> Optional.ofNullable(known));
    mac.ifPresent(machine -> machines.put(address.get(), machine));
    while (machines.size() > most) {
      machines.remove(machines.keySet().iterator().next());
    }
    return mac;
  }

  /** Whether the machine is the last one that had the address. */
  boolean has(MacAddress mac, InetAddress address) {
    return mac.equals(machines.get(address));
  }
}
