package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.dhcp.OptionCode.Pxe;

/**
 * The forms of an answer: what option 43 says, and whether a boot file is named. PXE firmware is
 * answered in the first four, of which each boots machines that others do not.
 */
public enum AnswerForm {
  /**
   * An offer to boot from at once, without asking port 4011: what BIOS ROMs know, and what EDK2
   * ranks highest among proxies' offers ("PXE10").
   */
  DIRECT {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request, Inet4Address server, BootMenu menu) {
      return Optional.of(USE_THIS_BOOT_FILE);
    }
  },

  /**
   * An offer of nothing but a server, which the firmware asks on port 4011 ("BINL"): what UEFI
   * firmware takes that does not take the direct form.
   */
  BINL {
    @Override
    boolean namesBootFile() {
      return false;
    }
  },

  /** A menu, whose items are asked for on port 4011: what the oldest ROMs need. */
  MENU {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request, Inet4Address server, BootMenu menu) {
      return Optional.of(menu.encode(server));
    }

    @Override
    boolean namesBootFile() {
      return false;
    }
  },

  /** Nothing but the boot file, which is all that iPXE and UEFI HTTP Boot look at. */
  PLAIN,

  /** What a Raspberry Pi knows its server by; without it, it boots from no proxy. */
  RASPBERRY_PI {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request, Inet4Address server, BootMenu menu) {
      return Optional.of(FOR_RASPBERRY_PI);
    }
  },

  /** A boot server's acknowledgement, which repeats the item of a menu that was asked for. */
  BOOT_ITEM {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request, Inet4Address server, BootMenu menu) {
      return request
          .bootItem()
          .map(item -> new DhcpOptions.Builder().put(Pxe.BOOT_ITEM, item).build().encode());
    }
  };

  private static final Octets USE_THIS_BOOT_FILE =
      new DhcpOptions.Builder()
          .put(Pxe.DISCOVERY_CONTROL, Octets.of(Pxe.USE_BOOT_FILE))
          .build()
          .encode();

  /** The words that the firmware looks for; there is no boot server of that type, nor a menu. */
  private static final Octets FOR_RASPBERRY_PI =
      new BootMenu("PXE", 0, List.of(new BootMenu.Item(BootMenu.LOCAL_DISK, "Raspberry Pi Boot")))
          .encode(DhcpPacket.NO_ADDRESS);

  /** Who is offered which form. */
  private static final Map<Client, AnswerForm> OFFERS =
      new EnumMap<>(
          Map.of(
              Client.HTTP_BOOT, PLAIN,
              Client.IPXE, PLAIN,
              Client.IPXE_LIMITED, DIRECT,
              Client.RASPBERRY_PI, RASPBERRY_PI,
              Client.U_BOOT, PLAIN));

  /**
   * The form of the answer to a request.
   *
   * @param forFirmware the form of an offer to PXE firmware
   */
  static AnswerForm of(PxeRequest request, AnswerForm forFirmware) {
    return switch (request.port()) {
      case PROXY_DHCP -> OFFERS.getOrDefault(request.client(), forFirmware);
      case BOOT_SERVER -> BOOT_ITEM;
    };
  }

  /** The value of option 43; empty for no such option. */
  Optional<Octets> vendorSpecific(PxeRequest request, Inet4Address server, BootMenu menu) {
    return Optional.empty();
  }

  /** A word for it, for people. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an answer of this form names the boot file; else it is named on port 4011. */
  boolean namesBootFile() {
    return true;
  }
}
