package org.pixiecore.dhcp;

/**
 * The code of an option, or of an option inside another one. The registries are open, so an unknown
 * code is a value like any other; the known ones stand here, each with the document that defines
 * it.
 *
 * @param code from 1 to 254: 0 and 255 are {@linkplain DhcpOptions padding and the end}
 */
public record OptionCode(int code) {

  /** Subnet Mask (RFC 2132 section 3.3). */
  public static final OptionCode SUBNET_MASK = new OptionCode(1);

  /** Router (RFC 2132 section 3.5). */
  public static final OptionCode ROUTER = new OptionCode(3);

  /** Domain Name Server (RFC 2132 section 3.8). */
  public static final OptionCode DOMAIN_NAME_SERVER = new OptionCode(6);

  /** Host Name (RFC 2132 section 3.14). */
  public static final OptionCode HOST_NAME = new OptionCode(12);

  /** Domain Name (RFC 2132 section 3.17). */
  public static final OptionCode DOMAIN_NAME = new OptionCode(15);

  /** Broadcast Address (RFC 2132 section 5.3). */
  public static final OptionCode BROADCAST_ADDRESS = new OptionCode(28);

  /** Network Time Protocol Servers (RFC 2132 section 8.3). */
  public static final OptionCode NTP_SERVERS = new OptionCode(42);

  /** Vendor Specific Information: {@link Pxe PXE's own options} (RFC 2132 section 8.4). */
  public static final OptionCode VENDOR_SPECIFIC = new OptionCode(43);

  /** Requested IP Address (RFC 2132 section 9.1). */
  public static final OptionCode REQUESTED_ADDRESS = new OptionCode(50);

  /** IP Address Lease Time, in seconds (RFC 2132 section 9.2). */
  public static final OptionCode LEASE_TIME = new OptionCode(51);

  /** Option Overload (RFC 2132 section 9.3). */
  public static final OptionCode OVERLOAD = new OptionCode(52);

  /** DHCP Message Type (RFC 2132 section 9.6). */
  public static final OptionCode MESSAGE_TYPE = new OptionCode(53);

  /** Server Identifier (RFC 2132 section 9.7). */
  public static final OptionCode SERVER_IDENTIFIER = new OptionCode(54);

  /** Parameter Request List (RFC 2132 section 9.8). */
  public static final OptionCode PARAMETER_REQUEST_LIST = new OptionCode(55);

  /** Message: why not, for people (RFC 2132 section 9.9). */
  public static final OptionCode MESSAGE = new OptionCode(56);

  /** Maximum DHCP Message Size (RFC 2132 section 9.10). */
  public static final OptionCode MAXIMUM_MESSAGE_SIZE = new OptionCode(57);

  /** Renewal (T1) Time Value, in seconds (RFC 2132 section 9.11). */
  public static final OptionCode RENEWAL_TIME = new OptionCode(58);

  /** Rebinding (T2) Time Value, in seconds (RFC 2132 section 9.12). */
  public static final OptionCode REBINDING_TIME = new OptionCode(59);

  /** Vendor class identifier (RFC 2132 section 9.13). */
  public static final OptionCode VENDOR_CLASS = new OptionCode(60);

  /** Client-identifier (RFC 2132 section 9.14). */
  public static final OptionCode CLIENT_IDENTIFIER = new OptionCode(61);

  /** Bootfile name (RFC 2132 section 9.5). */
  public static final OptionCode BOOTFILE_NAME = new OptionCode(67);

  /** User Class (RFC 3004 section 4). */
  public static final OptionCode USER_CLASS = new OptionCode(77);

  /** Relay Agent Information (RFC 3046 section 2.0). */
  public static final OptionCode RELAY_AGENT_INFORMATION = new OptionCode(82);

  /** Client System Architecture Type (RFC 4578 section 2.1). */
  public static final OptionCode CLIENT_ARCHITECTURE = new OptionCode(93);

  /** Client Network Interface Identifier (RFC 4578 section 2.2). */
  public static final OptionCode CLIENT_NETWORK_INTERFACE = new OptionCode(94);

  /** Client Machine Identifier, also called UUID or GUID (RFC 4578 section 2.3). */
  public static final OptionCode CLIENT_MACHINE_IDENTIFIER = new OptionCode(97);

  /** {@link Ipxe iPXE's own options} (iPXE, {@code src/include/ipxe/dhcp.h}). */
  public static final OptionCode IPXE_ENCAPSULATED = new OptionCode(175);

  /** PXELINUX's configuration file (RFC 5071 section 5). */
  public static final OptionCode PXELINUX_CONFIGURATION = new OptionCode(209);

  /** What PXELINUX puts before the names of all files (RFC 5071 section 6). */
  public static final OptionCode PXELINUX_PATH_PREFIX = new OptionCode(210);

  /** Options inside {@link #VENDOR_SPECIFIC} (PXE 2.1 section 2.2.3, "PXE DHCP options"). */
  public static final class Pxe {

    /** PXE_DISCOVERY_CONTROL: a bit field, see {@link #USE_BOOT_FILE}. */
    public static final OptionCode DISCOVERY_CONTROL = new OptionCode(6);

    /** PXE_BOOT_SERVERS: of each type of boot server, its addresses. */
    public static final OptionCode BOOT_SERVERS = new OptionCode(8);

    /** PXE_BOOT_MENU: types of boot servers, each with a text. */
    public static final OptionCode BOOT_MENU = new OptionCode(9);

    /** PXE_MENU_PROMPT: a time-out in seconds, then a text. */
    public static final OptionCode MENU_PROMPT = new OptionCode(10);

    /** PXE_BOOT_ITEM: type and layer of the boot server, two octets each. */
    public static final OptionCode BOOT_ITEM = new OptionCode(71);

    /** Bit 3 of {@link #DISCOVERY_CONTROL}: load the boot file of this packet, ask no further. */
    public static final int USE_BOOT_FILE = 1 << 3;

    private Pxe() {}
  }

  /** Options inside {@link #IPXE_ENCAPSULATED} (iPXE, {@code src/include/ipxe/features.h}). */
  public static final class Ipxe {

    /** Loads files by HTTP. */
    public static final OptionCode HTTP = new OptionCode(0x13);

    /** Boots Linux kernels in bzImage format. */
    public static final OptionCode BZIMAGE = new OptionCode(0x18);

    /** Boots EFI images, which Linux kernels are too. */
    public static final OptionCode EFI = new OptionCode(0x24);

    /** Whether not to wait for ProxyDHCP offers ({@code no-pxedhcp}); one octet, 0 for no. */
    public static final OptionCode NO_PROXY_DHCP = new OptionCode(0xb0);

    private Ipxe() {}
  }

  public OptionCode {
    if (code < 1 || code > 254) {
      throw new IllegalArgumentException("an option code is 1 to 254, not " + code);
    }
  }

  /** {@code option N}, as people look it up. */
  @Override
  public String toString() {
    return "option " + code;
  }
}
