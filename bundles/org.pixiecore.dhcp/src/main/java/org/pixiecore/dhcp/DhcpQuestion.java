package org.pixiecore.dhcp;

import java.util.Arrays;
import org.pixiecore.api.MacAddress;

/**
 * The DISCOVER of a survey: that of UEFI firmware, so that who speaks to network boot firmware
 * shows, too. No REQUEST follows it. A server keeps what it offers free for a moment and offers the
 * same to the same hardware address again, so a survey takes one address a link at most, and that
 * for a moment.
 */
public final class DhcpQuestion {

  /** Of UEFI x86-64, whose option 60 servers know best. */
  private static final String VENDOR_CLASS = PxeRequest.PXE_CLIENT + ":Arch:00007:UNDI:003016";

  /** Subnet mask, router, and all that network boot firmware may be told to load by. */
  private static final Octets ASKED_FOR = Octets.of(1, 3, 43, 54, 60, 66, 67, 175);

  private DhcpQuestion() {}

  /**
   * The question, which asks for its answers by broadcast.
   *
   * @param mac that of the interface which it leaves on
   * @param xid what the answers repeat
   */
  public static DhcpPacket of(MacAddress mac, int xid) {
    DhcpOptions options =
        new DhcpOptions.Builder()
            .put(OptionCode.MESSAGE_TYPE, Octets.of(MessageType.DISCOVER.code()))
            .put(OptionCode.PARAMETER_REQUEST_LIST, ASKED_FOR)
            .put(OptionCode.VENDOR_CLASS, Octets.of(VENDOR_CLASS))
            .put(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, 7))
            .put(OptionCode.CLIENT_NETWORK_INTERFACE, Octets.of(1, 3, 16))
            .build();
    return new DhcpPacket(
        DhcpPacket.Op.BOOTREQUEST,
        DhcpPacket.ETHERNET,
        MacAddress.LENGTH,
        0,
        xid,
        0,
        DhcpPacket.BROADCAST,
        DhcpPacket.NO_ADDRESS,
        DhcpPacket.NO_ADDRESS,
        DhcpPacket.NO_ADDRESS,
        DhcpPacket.NO_ADDRESS,
        Octets.of(Arrays.copyOf(mac.octets(), DhcpPacket.CHADDR_LENGTH)),
        "",
        "",
        options);
  }
}
