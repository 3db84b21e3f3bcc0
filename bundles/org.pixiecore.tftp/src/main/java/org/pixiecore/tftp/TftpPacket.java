package org.pixiecore.tftp;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A TFTP packet: RFC 1350 section 5, and the options of RFC 2347. */
public sealed interface TftpPacket {

  /** Length of the opcode and the block number before a DATA packet's payload. */
  int DATA_HEADER_LENGTH = 4;

  /** RRQ or WRQ. */
  sealed interface Request extends TftpPacket {
    /** The name of the file as it came, to be judged by {@link TftpPath#parse}. */
    String filename();

    TransferMode mode();

    /** The options in the order in which they came; names in lower case, values as they came. */
    Map<String, String> options();
  }

  /** RRQ. */
  record ReadRequest(String filename, TransferMode mode, Map<String, String> options)
      implements Request {
    public ReadRequest {
      options = ordered(options);
    }
  }

  /** WRQ. */
  record WriteRequest(String filename, TransferMode mode, Map<String, String> options)
      implements Request {
    public WriteRequest {
      options = ordered(options);
    }
  }

  /**
   * DATA.
   *
   * @param block the 16-bit block number
   * @param payload a view of the datagram, valid as long as that is
   */
  record Data(int block, ByteBuffer payload) implements TftpPacket {}

  /**
   * ACK.
   *
   * @param block the 16-bit block number
   */
  record Ack(int block) implements TftpPacket {}

  /**
   * ERROR.
   *
   * @param message for people; may be empty
   */
  record ErrorPacket(TftpErrorCode code, String message) implements TftpPacket {}

  /** OACK: the options that were accepted, with the values that hold. */
  record OptionAck(Map<String, String> options) implements TftpPacket {
    public OptionAck {
      options = ordered(options);
    }
  }

  private static Map<String, String> ordered(Map<String, String> options) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
