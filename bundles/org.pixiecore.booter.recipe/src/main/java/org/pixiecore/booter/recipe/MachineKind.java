package org.pixiecore.booter.recipe;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pixiecore.api.Architecture;

/**
 * What recipes call machines: by their processor, and where a program depends on the firmware too,
 * by both.
 */
final class MachineKind {

  private static final Map<Architecture, List<String>> KINDS =
      Map.of(
          Architecture.X86_BIOS, List.of("x86-bios", "x86-64", "x86-32"),
          Architecture.EFI_X86_64, List.of("uefi-x86-64", "x86-64"),
          Architecture.EFI_BC, List.of("uefi-x86-64", "x86-64"),
          Architecture.EFI_IA32, List.of("uefi-x86-32", "x86-32"),
          Architecture.EFI_ARM64, List.of("uefi-arm64", "arm64"),
          Architecture.UBOOT_ARM64, List.of("arm64"),
          Architecture.RASPBERRY_PI, List.of("arm64"),
          Architecture.EFI_RISCV64, List.of("riscv64"),
          Architecture.EFI_LOONGARCH64, List.of("loongarch64"));

  private MachineKind() {}

  /** What a machine of that architecture may be called, the most precise name first. */
  static List<String> of(Architecture architecture) {
    return KINDS.getOrDefault(architecture.withoutHttp(), List.of());
  }

  /** Every name that a recipe may use, for people. */
  static String all() {
    return String.join(
        ", ", new TreeSet<>(KINDS.values().stream().flatMap(List::stream).distinct().toList()));
  }

  static boolean isKnown(String kind) {
    return KINDS.values().stream().anyMatch(kinds -> kinds.contains(kind));
  }
}
