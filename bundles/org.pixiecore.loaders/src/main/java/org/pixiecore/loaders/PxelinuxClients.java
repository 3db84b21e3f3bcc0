package org.pixiecore.loaders;

import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** Tells who reads PXELINUX's configurations: PXELINUX, or U-Boot, which asks in the same way. */
final class PxelinuxClients {

  private final Asking asking;

  PxelinuxClients(Asking asking) {
    this.asking = asking;
  }

  /**
   * Who asks for a configuration. PXELINUX is for x86 BIOS alone. Where nothing tells the
   * architecture, PXELINUX was loaded from the machine's folder and stays in it, and U-Boot came
   * with the board.
   */
  Machine reader(LoaderRequest request, MacAddress mac) {
    Optional<Architecture> known = asking.architecture(request, mac);
    boolean pxelinux =
        known.map(Architecture.X86_BIOS::equals).orElseGet(() -> request.mac().isPresent());
    return pxelinux
        ? asking.machine(request, mac, Firmware.PXELINUX, Architecture.X86_BIOS)
        : uBoot(request, mac);
  }

  /** U-Boot, on what most boards have where nothing tells that. */
  Machine uBoot(LoaderRequest request, MacAddress mac) {
    return asking.machine(request, mac, Firmware.U_BOOT, Architecture.UBOOT_ARM64);
  }
}
