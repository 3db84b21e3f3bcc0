package org.pixiecore.booter.machines;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pixiecore.api.Architecture;

/**
 * One architecture, or those that people mean by one name.
 *
 * @param architectures never none
 */
record ArchitectureChoice(Set<Architecture> architectures, Specificity specificity) {

  /** What people may write. */
  static final String EXPECTED =
      "bios, efi, efi-ia32, efi-x64, efi-arm32, efi-arm64, efi-riscv64, efi-loongarch64, u-boot,"
          + " raspberry-pi, or a code of DHCP option 93";

  private static final Map<String, ArchitectureChoice> NAMES =
      Map.ofEntries(
          Map.entry("bios", one(Architecture.X86_BIOS)),
          Map.entry("efi-ia32", one(Architecture.EFI_IA32)),
          // firmware that follows RFC 4578's swapped table sends 9 for it, and iPXE 7
          Map.entry("efi-x64", one(Architecture.EFI_X86_64, Architecture.EFI_BC)),
          Map.entry("efi-arm32", one(Architecture.EFI_ARM32)),
          Map.entry("efi-arm64", one(Architecture.EFI_ARM64)),
          Map.entry("efi-riscv64", one(Architecture.EFI_RISCV64)),
          Map.entry("efi-loongarch64", one(Architecture.EFI_LOONGARCH64)),
          Map.entry("raspberry-pi", one(Architecture.RASPBERRY_PI)),
          Map.entry("u-boot", family(Architecture.UBOOT_ARM32, Architecture.UBOOT_ARM64)),
          Map.entry(
              "efi",
              family(
                  Architecture.EFI_IA32,
                  Architecture.EFI_X86_64,
                  Architecture.EFI_BC,
                  Architecture.EFI_ARM32,
                  Architecture.EFI_ARM64,
                  Architecture.EFI_RISCV32,
                  Architecture.EFI_RISCV64,
                  Architecture.EFI_RISCV128,
                  Architecture.EFI_LOONGARCH32,
                  Architecture.EFI_LOONGARCH64)));

  /**
   * Reads a name of those above, or what {@link Architecture#parse} reads.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static ArchitectureChoice parse(String text) {
    ArchitectureChoice named = NAMES.get(text.strip().toLowerCase(Locale.ROOT));
    return named != null ? named : one(Architecture.parse(text));
  }

  /** The name above of one architecture, else its code. */
  static String name(Architecture architecture) {
    return NAMES.entrySet().stream()
        .filter(named -> named.getValue().specificity.equals(Specificity.ARCHITECTURE))
        .filter(named -> named.getValue().includes(architecture))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(architecture.code()));
  }

  boolean includes(Architecture architecture) {
    return architectures.contains(architecture);
  }

  private static ArchitectureChoice one(Architecture... codes) {
    return new ArchitectureChoice(Set.of(codes), Specificity.ARCHITECTURE);
  }

  private static ArchitectureChoice family(Architecture... codes) {
    return new ArchitectureChoice(Set.of(codes), Specificity.ARCHITECTURE_FAMILY);
  }
}
