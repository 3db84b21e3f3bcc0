package org.pixiecore.bootloaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;

/**
 * The kinds of network boot program and what they load from beside themselves: which machines each
 * is for, and how its file is called. All are as distributions package them or their own build
 * makes them, unmodified.
 */
enum Program {

  /** Uses the ROM's own driver (UNDI) where it can, so that it works with every PXE ROM. */
  BIOS(
      new Kind(Loader.IPXE, Role.FIRST, true, Architecture.X86_BIOS),
      "bios",
      "x86 BIOS",
      "undionly.kpxe",
      List.of("undionly.kpxe", "bin/undionly.kpxe", "ipxe.pxe"),
      List.of(),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86"),

  EFI_IA32(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_IA32),
      "efi32",
      "UEFI IA32",
      "ipxe-i386.efi",
      efi("i386", "ipxe-i386.efi"), // Fedora
      List.of(),
      "Fedora: ipxe-bootimgs-x86; Debian and Ubuntu have none"),

  /** The firmware's own driver (SNP) before iPXE's: it has just proved that it works. */
  EFI_X86_64(
      new Kind(Loader.IPXE, Role.FIRST, true, Architecture.EFI_X86_64, Architecture.EFI_BC),
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
      List.of(),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86"),

  EFI_ARM32(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_ARM32),
      "efiArm32",
      "UEFI ARM32",
      "ipxe-arm32.efi",
      efi("arm32", "ipxe-arm32.efi"),
      List.of(),
      "no distribution has one: build bin-arm32-efi/snponly.efi of iPXE"),

  EFI_ARM64(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_ARM64),
      "efiArm64",
      "UEFI ARM64",
      "ipxe-arm64.efi",
      efi(
          "arm64",
          "arm64-efi/snponly.efi", // Fedora
          "ipxe-arm64.efi"), // Debian from trixie on
      List.of(),
      "Debian from trixie on: ipxe; Fedora: ipxe-bootimgs-aarch64"),

  EFI_RISCV32(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_RISCV32),
      "efiRiscv32",
      "UEFI RISC-V 32",
      "ipxe-riscv32.efi",
      efi("riscv32", "ipxe-riscv32.efi"),
      List.of(),
      "no distribution has one: build bin-riscv32-efi/snponly.efi of iPXE"),

  EFI_RISCV64(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_RISCV64),
      "efiRiscv64",
      "UEFI RISC-V 64",
      "ipxe-riscv64.efi",
      efi("riscv64", "ipxe-riscv64.efi"), // Debian from trixie on
      List.of(),
      "Debian from trixie on: ipxe"),

  EFI_LOONGARCH64(
      new Kind(Loader.IPXE, Role.FIRST, false, Architecture.EFI_LOONGARCH64),
      "efiLoong64",
      "UEFI LoongArch 64",
      "ipxe-loong64.efi",
      efi("loong64", "ipxe-loong64.efi"), // Debian from trixie on
      List.of(),
      "Debian from trixie on: ipxe"),

  /**
   * In place of an iPXE on a BIOS machine that lacks what booting needs. It drives the network card
   * itself if it can, because the driver beneath it is that old iPXE's.
   */
  IPXE(
      new Kind(Loader.IPXE, Role.REPLACEMENT, true, Architecture.X86_BIOS),
      "ipxe",
      "an older iPXE on x86 BIOS",
      "ipxe.pxe",
      List.of("ipxe.pxe", "bin/ipxe.pxe", "undionly.kpxe", "bin/undionly.kpxe"),
      List.of(),
      "Debian, Ubuntu, Arch: ipxe; Fedora: ipxe-bootimgs-x86"),

  /** The one with an HTTP client; {@code pxelinux.0} has none. */
  PXELINUX(
      new Kind(Loader.PXELINUX, Role.FIRST, true, Architecture.X86_BIOS),
      "pxelinux",
      "PXELINUX on x86 BIOS",
      "lpxelinux.0",
      List.of("lpxelinux.0"),
      List.of(
          "usr/lib/PXELINUX/lpxelinux.0", // Debian
          "usr/share/syslinux/lpxelinux.0", // Fedora
          "usr/lib/syslinux/bios/lpxelinux.0"), // Arch
      "Debian, Ubuntu: pxelinux; Fedora: syslinux-nonlinux; Arch: syslinux"),

  LDLINUX(
      new Kind(Loader.PXELINUX, Role.BESIDE, true, Architecture.X86_BIOS),
      "ldlinux",
      "PXELINUX on x86 BIOS",
      "ldlinux.c32",
      List.of("ldlinux.c32"),
      List.of(
          "usr/lib/syslinux/modules/bios/ldlinux.c32", // Debian
          "usr/share/syslinux/ldlinux.c32", // Fedora
          "usr/lib/syslinux/bios/ldlinux.c32"), // Arch
      "Debian, Ubuntu: syslinux-common; Fedora: syslinux-nonlinux; Arch: syslinux"),

  SHIM_X86_64(
      new Kind(Loader.GRUB, Role.FIRST, true, Architecture.EFI_X86_64, Architecture.EFI_BC),
      "shim64",
      "Secure Boot on UEFI x86-64",
      "shimx64.efi",
      List.of("shimx64.efi"),
      signed("usr/lib/shim/shimx64.efi.signed", "shimx64.efi"),
      "Debian, Ubuntu: shim-signed; Fedora: shim-x64"),

  GRUB_X86_64(
      new Kind(Loader.GRUB, Role.BESIDE, true, Architecture.EFI_X86_64, Architecture.EFI_BC),
      "grub64",
      "Secure Boot on UEFI x86-64",
      "grubx64.efi",
      List.of("grubx64.efi"),
      signed("usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed", "grubx64.efi"),
      "Debian, Ubuntu: grub-efi-amd64-signed; Fedora: grub2-efi-x64"),

  SHIM_ARM64(
      new Kind(Loader.GRUB, Role.FIRST, false, Architecture.EFI_ARM64),
      "shimArm64",
      "Secure Boot on UEFI ARM64",
      "shimaa64.efi",
      List.of("shimaa64.efi"),
      signed("usr/lib/shim/shimaa64.efi.signed", "shimaa64.efi"),
      "Debian, Ubuntu: shim-signed for arm64; Fedora: shim-aa64"),

  GRUB_ARM64(
      new Kind(Loader.GRUB, Role.BESIDE, false, Architecture.EFI_ARM64),
      "grubArm64",
      "Secure Boot on UEFI ARM64",
      "grubaa64.efi",
      List.of("grubaa64.efi"),
      signed("usr/lib/grub/arm64-efi-signed/grubnetaa64.efi.signed", "grubaa64.efi"),
      "Debian, Ubuntu: grub-efi-arm64-signed for arm64; Fedora: grub2-efi-aa64"),

  SHIM_IA32(
      new Kind(Loader.GRUB, Role.FIRST, false, Architecture.EFI_IA32),
      "shim32",
      "Secure Boot on UEFI IA32",
      "shimia32.efi",
      List.of("shimia32.efi"),
      signed("usr/lib/shim/shimia32.efi.signed", "shimia32.efi"),
      "Debian: shim-signed for i386; Fedora: shim-ia32"),

  GRUB_IA32(
      new Kind(Loader.GRUB, Role.BESIDE, false, Architecture.EFI_IA32),
      "grub32",
      "Secure Boot on UEFI IA32",
      "grubia32.efi",
      List.of("grubia32.efi"),
      signed("usr/lib/grub/i386-efi-signed/grubnetia32.efi.signed", "grubia32.efi"),
      "Debian: grub-efi-ia32-signed for i386; Fedora: grub2-efi-ia32");

  /** When a machine loads it. */
  enum Role {
    /** The firmware loads it. */
    FIRST,

    /** An iPXE that lacks what booting needs loads it. */
    REPLACEMENT,

    /** The first one loads it. */
    BESIDE
  }

  /**
   * What it is for.
   *
   * @param usual whether most sites have such machines: it is missed before one asks
   */
  private record Kind(Loader loader, Role role, boolean usual, List<Architecture> architectures) {
    Kind(Loader loader, Role role, boolean usual, Architecture... architectures) {
      this(loader, role, usual, List.of(architectures));
    }
  }

  /** As the launcher's ServerArguments have them. */
  private static final Set<String> WITH_OPTION = Set.of("bios", "ipxe", "efi32", "efi64");

  @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
  private final Kind kind;

  private final String key;
  private final String firmware;
  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of made it
  private final List<String> fileNames;

  @SuppressWarnings("ImmutableEnumChecker") // List.of made it
  private final List<String> places;

  private final String packages;

  Program(
      Kind kind,
      String key,
      String firmware,
      String wireName,
      List<String> fileNames,
      List<String> places,
      String packages) {
    this.kind = kind;
    this.key = key;
    this.firmware = firmware;
    this.wireName = wireName;
    this.fileNames = fileNames;
    this.places = places;
    this.packages = packages;
  }

  /**
   * What a machine needs: first the program for it by what asks on it, then what that loads from
   * beside itself. Empty if there is none for its architecture.
   */
  static List<Program> forMachine(Machine machine, Loader loader) {
    Architecture architecture = machine.architecture().withoutHttp();
    List<Program> needed = new ArrayList<>();
    program(architecture, loader, machine.firmware()).ifPresent(needed::add);
    all(architecture, loader)
        .filter(program -> program.kind.role == Role.BESIDE)
        .forEach(needed::add);
    return List.copyOf(needed);
  }

  private static Optional<Program> program(
      Architecture architecture, Loader loader, Firmware firmware) {
    Role role = loader == Loader.IPXE && firmware == Firmware.IPXE ? Role.REPLACEMENT : Role.FIRST;
    return Stream.of(role, Role.FIRST)
        .flatMap(wanted -> all(architecture, loader).filter(p -> p.kind.role == wanted))
        .findFirst();
  }

  private static Stream<Program> all(Architecture architecture, Loader loader) {
    return Stream.of(values())
        .filter(program -> program.kind.loader == loader)
        .filter(program -> program.kind.architectures.contains(architecture));
  }

  /** Whether machines of an architecture can boot through a loader. */
  static boolean serves(Architecture architecture, Loader loader) {
    return all(architecture.withoutHttp(), loader).findAny().isPresent();
  }

  /** What it brings the machine to. */
  Loader loader() {
    return kind.loader;
  }

  /** Whether it is missed before a machine asks for it, at a site that uses its loader. */
  boolean isUsual() {
    return kind.usual;
  }

  /** Whether one of them loads the other; a program goes with itself, too. */
  boolean goesWith(Program other) {
    boolean together = kind.role == Role.BESIDE || other.kind.role == Role.BESIDE;
    return this == other
        || (together
            && kind.loader == other.kind.loader
            && kind.architectures.equals(other.kind.architectures));
  }

  /** The configuration key that names its file. */
  String key() {
    return key;
  }

  /** The option of the launcher {@code pixiecore} that names its file; empty if none does. */
  Optional<String> option() {
    return Optional.of("--ipxe-" + key).filter(option -> WITH_OPTION.contains(key));
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

  /** Where else packages put its file: paths without the leading slash, best first. */
  List<String> places() {
    return places;
  }

  /** Which package holds it, by distribution. */
  String packages() {
    return packages;
  }

  /** The names that iPXE's own build gives, and then others. */
  private static List<String> efi(String architecture, String... others) {
    List<String> names = new ArrayList<>();
    names.add("bin-" + architecture + "-efi/snponly.efi");
    names.add("bin-" + architecture + "-efi/ipxe.efi");
    names.addAll(List.of(others));
    return List.copyOf(names);
  }

  /** Debian's place, and then where others install it for their own boot. */
  private static List<String> signed(String debian, String name) {
    List<String> places = new ArrayList<>();
    places.add(debian);
    for (String vendor : List.of("fedora", "centos", "redhat", "almalinux", "rocky")) {
      places.add("boot/efi/EFI/" + vendor + "/" + name);
    }
    return List.copyOf(places);
  }
}
