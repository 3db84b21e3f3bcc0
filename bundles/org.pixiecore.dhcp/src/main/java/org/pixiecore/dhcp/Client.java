package org.pixiecore.dhcp;

import org.pixiecore.api.Firmware;

/** Who is asking, as far as it decides what the answer holds. */
public enum Client {
  /** A PXE ROM or a UEFI PXE client: it loads a boot program by TFTP. */
  PXE(Firmware.PXE, Loads.PROGRAM),

  /** An iPXE that boots kernels by HTTP: it needs no second one, and loads its script at once. */
  IPXE(Firmware.IPXE, Loads.SCRIPT),

  /** An iPXE that lacks HTTP, or any kernel format: it loads a better one by TFTP. */
  IPXE_LIMITED(Firmware.IPXE, Loads.PROGRAM);

  /** What a client is to load next. */
  public enum Loads {
    PROGRAM,
    SCRIPT
  }

  private final Firmware firmware;
  private final Loads loads;

  Client(Firmware firmware, Loads loads) {
    this.firmware = firmware;
    this.loads = loads;
  }

  /** The program on the machine that is asking. */
  public Firmware firmware() {
    return firmware;
  }

  /** What it is to load next. */
  public Loads loads() {
    return loads;
  }
}
