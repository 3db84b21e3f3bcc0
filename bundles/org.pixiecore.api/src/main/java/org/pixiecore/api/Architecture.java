package org.pixiecore.api;

import java.util.Map;

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

  /** The name that people know it by, or {@code architecture N} for a code without one here. */
  @Override
  public String toString() {
    return NAMES.getOrDefault(code, "architecture " + code);
  }
}
