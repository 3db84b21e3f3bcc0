package org.pixiecore.history;

import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.event.FileTransfer.Protocol;

/**
 * What is remembered of a transfer that has ended: a {@link FileTransfer} may hold on to all that
 * it was sent with.
 *
 * @param sent how many octets went
 */
record Loaded(
    Protocol protocol, String name, Optional<Loader> program, OptionalLong size, long sent) {

  static Loaded of(FileTransfer transfer) {
    return new Loaded(
        transfer.protocol(),
        Said.of(transfer.name()),
        transfer.program(),
        transfer.size(),
        transfer.sent().getAsLong());
  }

  boolean isWhole() {
    return size.isPresent() && sent >= size.getAsLong();
  }
}
