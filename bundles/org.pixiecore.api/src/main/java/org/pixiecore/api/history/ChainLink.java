package org.pixiecore.api.history;

/** The links of the chain of a boot, in their order. */
public enum ChainLink {
  /** It asks by DHCP, and gets its address from whoever gives addresses. */
  DHCP,
  /** It is offered what to load, on port 67 or 4011. */
  OFFER,
  /** It loads the boot program. */
  PROGRAM,
  /** The loader that was loaded asks what to boot. */
  LOADER,
  /** It is told what to boot. */
  INSTRUCTIONS,
  /** It loads the kernel, the initrds, or what else it boots. */
  FILES,
  /** It starts them. */
  BOOT
}
