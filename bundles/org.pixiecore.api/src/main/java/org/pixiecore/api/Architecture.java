package org.pixiecore.api;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client system architecture: the code of DHCP option 93 (RFC 4578 section 2.1) and DHCPv6 option
 * 61 (RFC 5970 section 3.3), from IANA's registry "Processor Architecture Types".
 *
 * <p>The registry is open, so an unknown code is a value like any other. RFC 4578's own table swaps
 * 7 and 9 (erratum 4624); these are IANA's.
 *
 * @param code from 0 to 65535
 */
public record Architecture(int code) {

  public static final Architecture X86_BIOS = new Architecture(0);
  public static final Architecture EFI_IA32 = new Architecture(6);
  public static final Architecture EFI_X86_64 = new Architecture(7);

  /** EFI byte code; what x86-64 firmware that follows RFC 4578's swapped table sends. */
  public static final Architecture EFI_BC = new Architecture(9);

  public static final Architecture EFI_ARM32 = new Architecture(10);
  public static final Architecture EFI_ARM64 = new Architecture(11);
  public static final Architecture UBOOT_ARM32 = new Architecture(21);
  public static final Architecture UBOOT_ARM64 = new Architecture(22);
  public static final Architecture EFI_RISCV32 = new Architecture(25);
  public static final Architecture EFI_RISCV64 = new Architecture(27);
  public static final Architecture EFI_RISCV128 = new Architecture(29);
  public static final Architecture EFI_LOONGARCH32 = new Architecture(37);
  public static final Architecture EFI_LOONGARCH64 = new Architecture(39);
  public static final Architecture RASPBERRY_PI = new Architecture(41);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(X86_BIOS.code, "x86 BIOS"),
          Map.entry(EFI_IA32.code, "UEFI IA32"),
          Map.entry(EFI_X86_64.code, "UEFI x86-64"),
          Map.entry(EFI_BC.code, "UEFI EBC"),
          Map.entry(EFI_ARM32.code, "UEFI ARM32"),
          Map.entry(EFI_ARM64.code, "UEFI ARM64"),
          Map.entry(UBOOT_ARM32.code, "U-Boot ARM32"),
          Map.entry(UBOOT_ARM64.code, "U-Boot ARM64"),
          Map.entry(EFI_RISCV32.code, "UEFI RISC-V 32"),
          Map.entry(EFI_RISCV64.code, "UEFI RISC-V 64"),
          Map.entry(EFI_RISCV128.code, "UEFI RISC-V 128"),
          Map.entry(EFI_LOONGARCH32.code, "UEFI LoongArch 32"),
          Map.entry(EFI_LOONGARCH64.code, "UEFI LoongArch 64"),
          Map.entry(RASPBERRY_PI.code, "Raspberry Pi"));

  /** IANA has a second code for many an architecture: the same one, booting by HTTP. */
  private static final Map<Integer, Architecture> BY_HTTP =
      Map.ofEntries(
          Map.entry(15, EFI_IA32),
          Map.entry(16, EFI_X86_64),
          Map.entry(17, EFI_BC),
          Map.entry(18, EFI_ARM32),
          Map.entry(19, EFI_ARM64),
          Map.entry(20, X86_BIOS),
          Map.entry(23, UBOOT_ARM32),
          Map.entry(24, UBOOT_ARM64),
          Map.entry(26, EFI_RISCV32),
          Map.entry(28, EFI_RISCV64),
          Map.entry(30, EFI_RISCV128),
          Map.entry(38, EFI_LOONGARCH32),
          Map.entry(40, EFI_LOONGARCH64));

  public Architecture {
    if (code < 0 || code > 0xffff) {
      throw new IllegalArgumentException("an architecture code is 0 to 65535, not " + code);
    }
  }

  /**
   * Reads what a person writes: a code, or a name as {@link #toString} gives it, in upper or lower
   * case, with blanks or hyphens, like {@code uefi-x86-64}.
   *
   * @throws IllegalArgumentException if it is neither; the message says what is known
   */
  public static Architecture parse(String codeOrName) {
    String text = codeOrName.strip();
    if (text.matches("\\d{1,5}")) {
      return new Architecture(Integer.parseInt(text));
    }
    for (Map.Entry<Integer, String> known : NAMES.entrySet()) {
      if (hyphened(known.getValue()).equals(hyphened(text))) {
        return new Architecture(known.getKey());
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no architecture: expected a code from 0 to 65535, or one of %s"
            .formatted(
                text,
                NAMES.values().stream()
                    .map(Architecture::hyphened)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  private static String hyphened(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** Whether the code means something here, and is not just carried. */
  public boolean isKnown() {
    return NAMES.containsKey(code) || byHttp();
  }

  /** Whether the code says that the machine boots by HTTP. */
  public boolean byHttp() {
    return BY_HTTP.containsKey(code);
  }

  /**
   * The code that the machine has when it does not boot {@linkplain #byHttp() by HTTP}: how it
   * loads is no part of what it can run. This one where it does not.
   */
  public Architecture withoutHttp() {
    return BY_HTTP.getOrDefault(code, this);
  }

  /** The name that people know it by, or {@code architecture N} for a code without one here. */
  @Override
  public String toString() {
    return NAMES.getOrDefault(code, "architecture " + code);
  }
}
