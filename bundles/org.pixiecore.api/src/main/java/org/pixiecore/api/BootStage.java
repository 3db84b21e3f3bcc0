package org.pixiecore.api;

/** How far a boot has come when a machine asks. */
public enum BootStage {
  /**
   * By DHCP: what to load next. Whatever it is to boot in the end, it loads a boot program or its
   * script first, so all that counts now is whether it boots.
   */
  OFFER,

  /** By HTTP, from iPXE: the script of what it boots. */
  SCRIPT
}
