package org.pixiecore.dhcp;

import org.pixiecore.api.Firmware;

/** Who is asking, as far as it decides what the answer holds. */
public enum Client {
  /** A PXE ROM or a UEFI PXE client: it loads a boot program by TFTP. */
  PXE(Firmware.PXE, Loads.PROGRAM),

  /** UEFI HTTP Boot: it loads a boot program by HTTP, and knows no boot server. */
  HTTP_BOOT(Firmware.HTTP_BOOT, Loads.HTTP_PROGRAM),

  /** An iPXE that boots kernels by HTTP: it needs no second one, and loads its script at once. */
  IPXE(Firmware.IPXE, Loads.SCRIPT),

  /** An iPXE that lacks HTTP, or any kernel format: it loads a better one by TFTP. */
  IPXE_LIMITED(Firmware.IPXE, Loads.PROGRAM),

  /** A Raspberry Pi's own boot loader: it loads files of fixed names by TFTP. */
  RASPBERRY_PI(Firmware.RASPBERRY_PI, Loads.NAMED_FILES),

  /** U-Boot: it looks for PXELINUX's configuration at its classic names by TFTP. */
  U_BOOT(Firmware.U_BOOT, Loads.NAMED_FILES);

  /** What a client is to load next. */
  public enum Loads {
    /** A boot program, by TFTP. */
    PROGRAM,
    /** A boot program, by HTTP. */
    HTTP_PROGRAM,
    /** An iPXE script, by HTTP. */
    SCRIPT,
    /** Files whose names it knows, by TFTP. */
    NAMED_FILES
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

  /** What it is to load next, if it is to come to iPXE. */
  public Loads loads() {
    return loads;
  }
}
