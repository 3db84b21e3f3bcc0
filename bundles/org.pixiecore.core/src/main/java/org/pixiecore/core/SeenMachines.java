package org.pixiecore.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** The machines that asked, as they asked last. */
final class SeenMachines {

  private final Cache<MacAddress, Machine> machines;

  /**
   * @param most how many are remembered
   */
  SeenMachines(int most) {
    machines = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  void add(Machine machine) {
    // firmware repeats itself, and reading is cheaper
    if (!machine.equals(machines.getIfPresent(machine.mac()))) {
      machines.put(machine.mac(), machine);
    }
  }

  Optional<Machine> last(MacAddress mac) {
    return Optional.ofNullable(machines.getIfPresent(mac));
  }

  /** In no order. */
  List<Machine> all() {
    return List.copyOf(machines.asMap().values());
  }

  void resize(int most) {
    machines.policy().eviction().ifPresent(limit -> limit.setMaximum(most));
  }
}
