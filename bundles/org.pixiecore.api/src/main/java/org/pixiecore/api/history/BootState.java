package org.pixiecore.api.history;

/** How far a machine's boot has come. */
public enum BootState {
  /** It asks, and has not been answered yet. */
  ASKING,
  /** No booter is for it. */
  LEFT_ALONE,
  /** It was told what to load, and has not begun. */
  OFFERED,
  /** It loads the boot program. */
  LOADING_PROGRAM,
  /** A loader runs on it, and has not been told what to boot yet. */
  IN_LOADER,
  /** Its loader has been told what to boot. */
  INSTRUCTED,
  /** It loads the kernel, initrds, or what else it boots. */
  LOADING,
  /** It has everything, and said that it starts it. */
  BOOTING,
  /** It was told to boot from its own disk, or sent back to its firmware. */
  LOCAL,
  /** It does not get any further; the {@link Diagnosis} says why. */
  STUCK
}
