package org.pixiecore.core;

import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/** The questions of one machine in one boot. */
final class Machines {

  static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");

  private Machines() {}

  static Machine firmware() {
    return machine(Firmware.PXE, BootStage.OFFER, Optional.empty(), Optional.empty());
  }

  static Machine ipxe() {
    return machine(Firmware.IPXE, BootStage.OFFER, Optional.empty(), Optional.of("iPXE"));
  }

  static Machine script() {
    return machine(Firmware.IPXE, BootStage.SCRIPT, Optional.of("CZ1234"), Optional.empty());
  }

  private static Machine machine(
      Firmware firmware, BootStage stage, Optional<String> serial, Optional<String> userClass) {
    return new Machine(
        MAC,
        Architecture.EFI_X86_64,
        firmware,
        stage,
        Optional.empty(),
        serial,
        userClass,
        Network.UNKNOWN);
  }
}
