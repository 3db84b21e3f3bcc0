package org.pixiecore.tftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes packets into datagrams. */
public final class TftpWriter {

  private TftpWriter() {}

  /**
   * Writes a packet at the buffer's position.
   *
   * @throws java.nio.BufferOverflowException if it does not fit
   */
  public static void write(TftpPacket packet, ByteBuffer datagram) {
    if (packet instanceof TftpPacket.Data data) {
      writeDataHeader(data.block(), datagram);
      datagram.put(data.payload().duplicate());
    } else if (packet instanceof TftpPacket.Ack ack) {
      datagram.putShort((short) Opcode.ACK).putShort((short) ack.block());
    } else if (packet instanceof TftpPacket.OptionAck oack) {
      datagram.putShort((short) Opcode.OACK);
      write(oack.options(), datagram);
    } else if (packet instanceof TftpPacket.ErrorPacket error) {
      datagram.putShort((short) Opcode.ERROR).putShort((short) error.code().value());
      write(error.message(), datagram);
    } else if (packet instanceof TftpPacket.ReadRequest request) {
      writeRequest(Opcode.RRQ, request, datagram);
    } else if (packet instanceof TftpPacket.WriteRequest request) {
      writeRequest(Opcode.WRQ, request, datagram);
    }
  }

  /**
   * Writes what stands before a block's octets, for a sender that reads them straight into the
   * datagram.
   *
   * @param block the 16-bit block number
   */
  public static void writeDataHeader(int block, ByteBuffer datagram) {
    datagram.putShort((short) Opcode.DATA).putShort((short) block);
  }

  private static void writeRequest(int opcode, TftpPacket.Request request, ByteBuffer datagram) {
    datagram.putShort((short) opcode);
    write(request.filename(), datagram);
    write(request.mode().wireName(), datagram);
    write(request.options(), datagram);
  }

  private static void write(Map<String, String> options, ByteBuffer datagram) {
    options.forEach(
        (name, value) -> {
          write(name, datagram);
          write(value, datagram);
        });
  }

  private static void write(String text, ByteBuffer datagram) {
    datagram.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }
}
