package org.pixiecore.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The program on a machine that is asking to boot: the firmware itself, or what it loaded. */
public enum Firmware {
  /** A PXE ROM or a UEFI PXE client (Intel PXE 2.1): loads a network boot program by TFTP. */
  PXE,

  /** UEFI HTTP Boot (UEFI 2.10 section 24.7): loads a network boot program by HTTP. */
  HTTP_BOOT,

  /** iPXE, in ROM or loaded by the firmware: runs scripts and loads files by HTTP. */
  IPXE,

  /** PXELINUX of Syslinux, loaded by a BIOS ROM: reads a configuration. */
  PXELINUX,

  /** GRUB, loaded by UEFI or by shim: reads a configuration. */
  GRUB,

  /** U-Boot, the firmware of many ARM and RISC-V boards: reads a PXELINUX configuration. */
  U_BOOT,

  /** The boot loader in a Raspberry Pi: loads files of fixed names by TFTP. */
  RASPBERRY_PI;

  /**
   * Reads what a person writes: a word as {@link #toString} gives it, in upper or lower case.
   *
   * @throws IllegalArgumentException if it is none; the message says which there are
   */
  public static Firmware parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(firmware -> firmware.toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is no firmware: expected one of %s".formatted(word, words())));
  }

  /** The words for all of them, with commas between. */
  public static String words() {
    return Arrays.stream(values()).map(Firmware::toString).collect(Collectors.joining(", "));
  }

  /** A word for it, like {@code http-boot}: for people, and for servers that decide what boots. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
