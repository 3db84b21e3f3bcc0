package org.pixiecore.api;

/** The program on a machine that is asking to boot: the firmware itself, or what it loaded. */
public enum Firmware {
  /** A PXE ROM or a UEFI PXE client (Intel PXE 2.1): loads a network boot program by TFTP. */
  PXE,

  /** iPXE, in ROM or loaded by the firmware: runs scripts and loads files by HTTP. */
  IPXE
}
