package org.pixiecore.bootloaders;

import java.util.List;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;

/**
 * The kinds of network boot program: which firmware each is for, and how its file is called. All
 * are iPXE, unmodified, as distributions package it or as its own build makes it.
 */
enum Program {

  /** Uses the ROM's own driver (UNDI) where it can, so that it works with every PXE ROM. */
  BIOS(
      "bios",
      "x86 BIOS",
      "undionly.kpxe",
      List.of("undionly.kpxe", "bin/undionly.kpxe", "ipxe.pxe"),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86"),

  EFI_IA32(
      "efi32",
      "UEFI IA32",
      "ipxe-i386.efi",
      List.of(
          "bin-i386-efi/snponly.efi", // iPXE's own build
          "bin-i386-efi/ipxe.efi",
          "ipxe-i386.efi"), // Fedora
      "Fedora: ipxe-bootimgs-x86; Debian and Ubuntu have none"),

  /** The firmware's own driver (SNP) before iPXE's: it has just proved that it works. */
  EFI_X86_64(
      "efi64",
      "UEFI x86-64",
      "ipxe-x86_64.efi",
      List.of(
          "snponly.efi", // Debian
          "ipxe-snponly-x86_64.efi", // Fedora
          "bin-x86_64-efi/snponly.efi", // iPXE's own build
          "ipxe.efi", // Debian
          "ipxe-amd64.efi", // Debian from trixie on
          "ipxe-x86_64.efi", // Fedora
          "x86_64/ipxe.efi", // Arch
          "bin-x86_64-efi/ipxe.efi"),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86"),

  /**
   * In place of an iPXE on a BIOS machine that lacks what booting needs. It drives the network card
   * itself if it can, because the driver beneath it is that old iPXE's.
   */
  IPXE(
      "ipxe",
      "an older iPXE on x86 BIOS",
      "ipxe.pxe",
      List.of("ipxe.pxe", "bin/ipxe.pxe", "undionly.kpxe", "bin/undionly.kpxe"),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86");

  private final String key;
  private final String firmware;
  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of made it
  private final List<String> fileNames;

  private final String packages;

  Program(String key, String firmware, String wireName, List<String> fileNames, String packages) {
    this.key = key;
    this.firmware = firmware;
    this.wireName = wireName;
    this.fileNames = fileNames;
    this.packages = packages;
  }

  /** The kind for a machine, by what asks on it; empty if there is none for its architecture. */
  static Optional<Program> forMachine(Machine machine) {
    Architecture architecture = machine.architecture();
    if (architecture.equals(Architecture.X86_BIOS)) {
      return Optional.of(machine.firmware() == Firmware.IPXE ? IPXE : BIOS);
    }
    if (architecture.equals(Architecture.EFI_IA32)) {
      return Optional.of(EFI_IA32);
    }
    if (architecture.equals(Architecture.EFI_X86_64) || architecture.equals(Architecture.EFI_BC)) {
      return Optional.of(EFI_X86_64);
    }
    return Optional.empty();
  }

  /** The configuration key that names its file. */
  String key() {
    return key;
  }

  /** What it is for, as people call it. */
  String firmware() {
    return firmware;
  }

  /**
   * What firmware asks for: one name for each kind, whatever the file is called, because two kinds
   * may have files of one name, and a machine must get the file that it was promised.
   */
  String wireName() {
    return wireName;
  }

  /** Where its file may be in a directory: relative paths, best first. */
  List<String> fileNames() {
    return fileNames;
  }

  /** Which package holds it, by distribution. */
  String packages() {
    return packages;
  }
}
