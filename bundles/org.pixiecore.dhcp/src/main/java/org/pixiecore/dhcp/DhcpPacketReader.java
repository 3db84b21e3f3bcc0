package org.pixiecore.dhcp;

import static org.pixiecore.dhcp.DhcpPacket.HEADER_LENGTH;
import static org.pixiecore.dhcp.DhcpPacket.MAGIC_COOKIE;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.pixiecore.dhcp.DhcpPacket.Op;

/** Reads packets, from anybody: whatever a network delivers is either a packet or refused. */
public final class DhcpPacketReader {

  private static final int OVERLOADS_FILE = 1;
  private static final int OVERLOADS_SNAME = 2;

  private DhcpPacketReader() {}

  /**
   * Reads one packet.
   *
   * @param datagram the UDP payload, from its position to its limit; nothing of it is kept, and its
   *     position does not move
   * @throws MalformedPacketException if it is none
   */
  public static DhcpPacket read(ByteBuffer datagram) throws MalformedPacketException {
    ByteBuffer in = datagram.slice().order(ByteOrder.BIG_ENDIAN);
    if (in.remaining() < HEADER_LENGTH + Integer.BYTES) {
      throw new MalformedPacketException(
          "%d octets, but a DHCP packet has at least %d"
              .formatted(in.remaining(), HEADER_LENGTH + Integer.BYTES));
    }
    if (in.getInt(HEADER_LENGTH) != MAGIC_COOKIE) {
      throw new MalformedPacketException(
          "no DHCP: the options begin with %08x, not with the magic cookie %08x"
              .formatted(in.getInt(HEADER_LENGTH), MAGIC_COOKIE));
    }

    Op op = op(in.get() & 0xff);
    int htype = in.get() & 0xff;
    int hlen = in.get() & 0xff;
    if (hlen > DhcpPacket.CHADDR_LENGTH) {
      throw new MalformedPacketException("hlen is " + hlen + ", but chaddr has only 16 octets");
    }
    int hops = in.get() & 0xff;
    int xid = in.getInt();
    int secs = in.getShort() & 0xffff;
    int flags = in.getShort() & 0xffff;
    Inet4Address ciaddr = address(in);
    Inet4Address yiaddr = address(in);
    Inet4Address siaddr = address(in);
    Inet4Address giaddr = address(in);
    Octets chaddr = Octets.read(in, DhcpPacket.CHADDR_LENGTH);
    ByteBuffer sname = field(in, DhcpPacket.SNAME_LENGTH);
    ByteBuffer file = field(in, DhcpPacket.FILE_LENGTH);

    in.position(HEADER_LENGTH + Integer.BYTES);
    DhcpOptions.Builder options = new DhcpOptions.Builder();
    options.read(in);
    // RFC 3396 section 5: first the options field, then file, then sname
    int overload = overload(options.remove(OptionCode.OVERLOAD));
    boolean fileIsText = (overload & OVERLOADS_FILE) == 0;
    boolean snameIsText = (overload & OVERLOADS_SNAME) == 0;
    if (!fileIsText) {
      options.read(file);
    }
    if (!snameIsText) {
      options.read(sname);
    }
    // inside an overloaded field it means nothing
    options.remove(OptionCode.OVERLOAD);
    return new DhcpPacket(
        op,
        htype,
        hlen,
        hops,
        xid,
        secs,
        flags,
        ciaddr,
        yiaddr,
        siaddr,
        giaddr,
        chaddr,
        snameIsText ? text(sname) : "",
        fileIsText ? text(file) : "",
        options.build());
  }

  private static Op op(int code) throws MalformedPacketException {
    for (Op op : Op.values()) {
      if (op.code() == code) {
        return op;
      }
    }
    throw new MalformedPacketException("op is 1 (BOOTREQUEST) or 2 (BOOTREPLY), not " + code);
  }

  private static int overload(Optional<Octets> option) throws MalformedPacketException {
    if (option.isEmpty()) {
      return 0;
    }
    Octets value = option.get();
    if (value.length() != 1 || value.at(0) < 1 || value.at(0) > 3) {
      throw new MalformedPacketException("option 52 is one octet from 1 to 3, not " + value);
    }
    return value.at(0);
  }

  private static Inet4Address address(ByteBuffer in) {
    int bits = in.getInt();
    return bits == 0 ? DhcpPacket.NO_ADDRESS : DhcpPacket.address(bits);
  }

  private static ByteBuffer field(ByteBuffer in, int length) {
    ByteBuffer field = in.slice(in.position(), length);
    in.position(in.position() + length);
    return field;
  }

  /** The text before the first NUL; the field's last octet is a NUL by definition. */
  private static String text(ByteBuffer field) {
    int length = 0;
    while (length < field.capacity() - 1 && field.get(length) != 0) {
      length++;
    }
    return length == 0 ? "" : Octets.read(field.position(0), length).text();
  }
}
