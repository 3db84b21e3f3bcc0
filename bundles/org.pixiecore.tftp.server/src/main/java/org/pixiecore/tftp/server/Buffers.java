package org.pixiecore.tftp.server;

import java.nio.ByteBuffer;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TransferLimits;

/**
 * The event loop's two datagrams, outside the heap, so that neither file nor socket copies.
 *
 * @param received one octet longer than the longest request, so that a longer one is recognized
 * @param sent as long as the largest block with its header
 */
record Buffers(ByteBuffer received, ByteBuffer sent) {

  Buffers() {
    this(
        ByteBuffer.allocateDirect(TftpReader.MAX_REQUEST_LENGTH + 1),
        ByteBuffer.allocateDirect(TftpPacket.DATA_HEADER_LENGTH + TransferLimits.MAX_BLKSIZE));
  }
}
