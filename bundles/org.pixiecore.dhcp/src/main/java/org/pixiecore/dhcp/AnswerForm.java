package org.pixiecore.dhcp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.dhcp.OptionCode.Pxe;

/** The forms of an answer: what option 43 says, beside the boot file that every answer names. */
enum AnswerForm {
  /**
   * An offer to boot from at once, without asking port 4011: what BIOS ROMs know, and what EDK2
   * ranks highest among proxies' offers ("PXE10").
   */
  DIRECT {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request) {
      return Optional.of(USE_THIS_BOOT_FILE);
    }
  },

  /** Nothing but the boot file, which is all that iPXE and UEFI HTTP Boot look at. */
  PLAIN {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request) {
      return Optional.empty();
    }
  },

  /** A boot server's acknowledgement, which repeats the item of a menu that was asked for. */
  BOOT_ITEM {
    @Override
    Optional<Octets> vendorSpecific(PxeRequest request) {
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

  /** Who gets which form, by the port that is asked. */
  private static final Map<PxePort, Map<Client, AnswerForm>> TABLE =
      new EnumMap<>(
          Map.of(
              PxePort.PROXY_DHCP,
              Map.of(
                  Client.PXE, DIRECT,
                  Client.HTTP_BOOT, PLAIN,
                  Client.IPXE_LIMITED, DIRECT,
                  Client.IPXE, PLAIN),
              PxePort.BOOT_SERVER,
              Map.of(
                  Client.PXE, BOOT_ITEM,
                  Client.IPXE_LIMITED, BOOT_ITEM,
                  Client.IPXE, BOOT_ITEM)));

  static AnswerForm of(PxeRequest request) {
    return TABLE.get(request.port()).get(request.client());
  }

  /** The value of option 43; empty for no such option. */
  abstract Optional<Octets> vendorSpecific(PxeRequest request);
}
