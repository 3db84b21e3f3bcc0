package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pixiecore.api.MacAddress;

/**
 * A DHCP message, with the field names of RFC 2131 section 2. A field that holds an address is
 * never null; where there is none it is 0.0.0.0.
 *
 * @param op who speaks
 * @param htype hardware type from IANA's ARP registry, from 0 to 255; 1 is Ethernet
 * @param hlen how many octets of {@code chaddr} are the hardware address, from 0 to 16
 * @param hops relays passed, from 0 to 255
 * @param xid what makes request and reply one transaction; any number
 * @param secs seconds since the client began, from 0 to 65535
 * @param flags from 0 to 65535, see {@link #BROADCAST}
 * @param ciaddr the client's address, if it has one and can answer ARP
 * @param yiaddr the address that the server gives the client
 * @param siaddr the server of the next boot stage
 * @param giaddr the relay that the request came through
 * @param chaddr the client's hardware address, padded with zeros to 16 octets
 * @param sname the server's name, at most 63 octets; empty for none
 * @param file the boot file's name, at most 127 octets; empty for none
 * @param options all options. Those that option 52 (overload) puts into {@code sname} and {@code
 *     file} are among them; option 52 itself is not, and the fields it names are empty.
 */
public record DhcpPacket(
    Op op,
    int htype,
    int hlen,
    int hops,
    int xid,
    int secs,
    int flags,
    Inet4Address ciaddr,
    Inet4Address yiaddr,
    Inet4Address siaddr,
    Inet4Address giaddr,
    Octets chaddr,
    String sname,
    String file,
    DhcpOptions options) {

  /** Who speaks: the value of {@code op}. */
  public enum Op {
    /** A client. */
    BOOTREQUEST(1),
    /** A server. */
    BOOTREPLY(2);

    private final int code;

    Op(int code) {
      this.code = code;
    }

    /** The number on the wire. */
    public int code() {
      return code;
    }
  }

  /** In {@code flags}: the client wants its answer by broadcast (RFC 2131 section 2). */
  public static final int BROADCAST = 0x8000;

  /** In {@code htype}: Ethernet. */
  public static final int ETHERNET = 1;

  /** Where servers and relays listen. */
  public static final int SERVER_PORT = 67;

  /** Where clients listen. */
  public static final int CLIENT_PORT = 68;

  /** What an address field holds where there is no address. */
  public static final Inet4Address NO_ADDRESS = address(0);

  static final int CHADDR_LENGTH = 16;
  static final int SNAME_LENGTH = 64;
  static final int FILE_LENGTH = 128;

  /** What {@code sname} holds, less its final NUL. */
  public static final int LONGEST_SNAME = SNAME_LENGTH - 1;

  /** What {@code file} holds, less its final NUL. */
  public static final int LONGEST_FILE = FILE_LENGTH - 1;

  /** Where the options begin, less the magic cookie. */
  static final int HEADER_LENGTH = 236;

  static final int MAGIC_COOKIE = 0x63825363;

  public DhcpPacket {
    if (hlen < 0 || hlen > CHADDR_LENGTH || chaddr.length() != CHADDR_LENGTH) {
      throw new IllegalArgumentException(
          "chaddr is %d octets of which hlen, here %d, are used, not %d octets"
              .formatted(CHADDR_LENGTH, hlen, chaddr.length()));
    }
    if (sname.length() > LONGEST_SNAME || file.length() > LONGEST_FILE) {
      throw new IllegalArgumentException(
          "sname holds %d octets and file %d, not %d and %d"
              .formatted(LONGEST_SNAME, LONGEST_FILE, sname.length(), file.length()));
    }
  }

  /** What the message is; empty for plain BOOTP, and for a type that has no name here. */
  public Optional<MessageType> messageType() {
    return options
        .get(OptionCode.MESSAGE_TYPE)
        .filter(value -> value.length() == 1)
        .flatMap(value -> MessageType.of(value.at(0)));
  }

  /** The address of 32 bits, the first octet highest. */
  static Inet4Address address(int bits) {
    try {
      byte[] octets = ByteBuffer.allocate(Integer.BYTES).putInt(bits).array();
      return (Inet4Address) InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an IPv4 address", e);
    }
  }

  /** Whether {@code chaddr} is a MAC address. */
  public boolean fromEthernet() {
    return htype == ETHERNET && hlen == MacAddress.LENGTH;
  }

  /** Whether the client wants its answer by broadcast. */
  public boolean broadcast() {
    return (flags & BROADCAST) != 0;
  }
}
