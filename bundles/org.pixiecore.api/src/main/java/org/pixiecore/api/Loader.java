package org.pixiecore.api;

/** What brings a machine from its firmware to its kernel. */
public enum Loader {
  /** iPXE: does all that a {@link BootSpec} can say, over HTTP. */
  IPXE,

  /**
   * PXELINUX ({@code lpxelinux.0}), on BIOS alone: for machines whose network card iPXE does not
   * get on with. It runs no {@linkplain BootSpec.IpxeScript iPXE scripts}.
   */
  PXELINUX,

  /**
   * shim, and the GRUB that it starts, both as the distribution signed them: what UEFI with Secure
   * Boot runs. It loads by TFTP, and runs no {@linkplain BootSpec.IpxeScript iPXE scripts}.
   */
  GRUB
}
