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

  private static final Map<Integer, String> NAMES =
      Map.of(
          X86_BIOS.code, "x86 BIOS",
          EFI_IA32.code, "UEFI IA32",
          EFI_X86_64.code, "UEFI x86-64",
          EFI_BC.code, "UEFI EBC",
          EFI_ARM32.code, "UEFI ARM32",
          EFI_ARM64.code, "UEFI ARM64");

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

  /** The name that people know it by, or {@code architecture N} for a code without one here. */
  @Override
  public String toString() {
    return NAMES.getOrDefault(code, "architecture " + code);
  }
}
