package org.pixiecore.tftp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads packets from datagrams that anybody may have sent. */
public final class TftpReader {

  /**
   * The longest RRQ or WRQ that is read, in octets: what travels unfragmented on an Ethernet. RFC
   * 2347 allows 512; firmware with long names exceeds that.
   */
  public static final int MAX_REQUEST_LENGTH = 1468;

  /** The most options that one packet may carry; the RFCs define five. */
  public static final int MAX_OPTIONS = 16;

  private static final int OPCODE_LENGTH = 2;
  private static final int MAX_MESSAGE_LENGTH = 256;

  private TftpReader() {}

  /**
   * Reads one packet from the remaining octets, which it consumes.
   *
   * @throws MalformedPacketException if they are none
   */
  public static TftpPacket read(ByteBuffer datagram) throws MalformedPacketException {
    if (datagram.remaining() < OPCODE_LENGTH) {
      throw new MalformedPacketException("shorter than an opcode");
    }
    int opcode = Short.toUnsignedInt(datagram.getShort());
    return switch (opcode) {
      case Opcode.RRQ -> {
        Fields fields = Fields.read(datagram);
        yield new TftpPacket.ReadRequest(fields.filename, fields.mode, fields.options);
      }
      case Opcode.WRQ -> {
        Fields fields = Fields.read(datagram);
        yield new TftpPacket.WriteRequest(fields.filename, fields.mode, fields.options);
      }
      case Opcode.DATA -> new TftpPacket.Data(number(datagram, "DATA"), datagram.slice());
      case Opcode.ACK -> new TftpPacket.Ack(number(datagram, "ACK"));
      case Opcode.ERROR ->
          new TftpPacket.ErrorPacket(
              TftpErrorCode.of(number(datagram, "ERROR")), message(datagram));
      case Opcode.OACK -> new TftpPacket.OptionAck(options(datagram));
      default -> throw new MalformedPacketException("opcode " + opcode + " is none of 1 to 6");
    };
  }

  private static int number(ByteBuffer datagram, String packet) throws MalformedPacketException {
    if (datagram.remaining() < Short.BYTES) {
      throw new MalformedPacketException(packet + " ends inside its number");
    }
    return Short.toUnsignedInt(datagram.getShort());
  }

  /** Lenient, since firmware leaves out the NUL or the message, and only people read it. */
  private static String message(ByteBuffer datagram) {
    StringBuilder message = new StringBuilder();
    while (datagram.hasRemaining() && message.length() < MAX_MESSAGE_LENGTH) {
      byte octet = datagram.get();
      if (octet == 0) {
        break;
      }
      message.append(octet >= ' ' && octet <= '~' ? (char) octet : '?');
    }
    return message.toString();
  }

  private static Map<String, String> options(ByteBuffer datagram) throws MalformedPacketException {
    Map<String, String> options = new LinkedHashMap<>();
    while (datagram.hasRemaining()) {
      if (options.size() == MAX_OPTIONS) {
        throw new MalformedPacketException("more than " + MAX_OPTIONS + " options");
      }
      String name = text(datagram, "an option's name").toLowerCase(Locale.ROOT);
      String value = text(datagram, "an option's value");
      if (options.put(name, value) != null) {
        throw new MalformedPacketException("an option twice, which RFC 2347 forbids");
      }
    }
    return options;
  }

  private static String text(ByteBuffer datagram, String what) throws MalformedPacketException {
    int start = datagram.position();
    for (int i = start; i < datagram.limit(); i++) {
      if (datagram.get(i) == 0) {
        ByteBuffer octets = datagram.slice(start, i - start);
        datagram.position(i + 1);
        try {
          return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
          throw new MalformedPacketException(what + " is no text in UTF-8");
        }
      }
    }
    throw new MalformedPacketException(what + " has no NUL at its end");
  }

  /** What RRQ and WRQ have in common. */
  private record Fields(String filename, TransferMode mode, Map<String, String> options) {

    static Fields read(ByteBuffer datagram) throws MalformedPacketException {
      if (OPCODE_LENGTH + datagram.remaining() > MAX_REQUEST_LENGTH) {
        throw new MalformedPacketException(
            "a request of more than " + MAX_REQUEST_LENGTH + " octets");
      }
      String filename = text(datagram, "the name of the file");
      TransferMode mode =
          TransferMode.of(text(datagram, "the mode"))
              .orElseThrow(() -> new MalformedPacketException("a mode that RFC 1350 lacks"));
      return new Fields(filename, mode, TftpReader.options(datagram));
    }
  }
}
