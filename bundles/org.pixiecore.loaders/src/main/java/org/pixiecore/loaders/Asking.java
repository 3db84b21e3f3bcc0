package org.pixiecore.loaders;

import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/** Who is asking, as far as that can be known. */
final class Asking {

  private final Core core;

  Asking(Core core) {
    this.core = core;
  }

  /**
   * The machine that asks by a boot loader: as its folder tells, else as its DHCP told before.
   *
   * @param mac as the folder or the file's name tells
   * @param likely its architecture where nothing tells it
   */
  Machine machine(LoaderRequest request, MacAddress mac, Firmware firmware, Architecture likely) {
    Optional<Machine> known = request.machine().or(() -> core.lastSeen(mac));
    return new Machine(
        mac,
        known.map(Machine::architecture).map(Architecture::withoutHttp).orElse(likely),
        firmware,
        BootStage.SCRIPT,
        known.flatMap(Machine::uuid),
        known.flatMap(Machine::serial),
        Optional.empty(),
        known.map(Machine::network).orElse(Network.UNKNOWN));
  }

  /** The architecture that the machine's folder or DHCP told; empty if neither is known. */
  Optional<Architecture> architecture(LoaderRequest request, MacAddress mac) {
    return request
        .machine()
        .or(() -> core.lastSeen(mac))
        .map(Machine::architecture)
        .map(Architecture::withoutHttp);
  }
}
