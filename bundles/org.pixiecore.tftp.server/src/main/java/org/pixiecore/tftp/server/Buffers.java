package org.pixiecore.tftp.server;

import java.nio.ByteBuffer;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TransferLimits;

/**
 * The event loop's memory outside the heap, where neither file nor socket makes a copy.
 *
 * @param received one octet longer than the longest request, so that a longer one is recognized
 * @param sent as long as the largest block with its header
 * @param files what was read of them lately
 */
record Buffers(ByteBuffer received, ByteBuffer sent, FileCache files) {

  Buffers() {
    this(
        ByteBuffer.allocateDirect(TftpReader.MAX_REQUEST_LENGTH + 1),
        ByteBuffer.allocateDirect(TftpPacket.DATA_HEADER_LENGTH + TransferLimits.MAX_BLKSIZE),
        new FileCache());
  }
}
