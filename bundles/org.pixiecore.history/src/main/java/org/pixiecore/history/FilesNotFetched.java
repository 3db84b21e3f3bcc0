package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#FILES_NOT_FETCHED}: not of scripts of the site's own, which may do anything. */
final class FilesNotFetched implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.order()
        .filter(order -> boot.is(BootState.INSTRUCTED) && boot.isSilent(PATIENCE, now))
        .filter(Order::isOfFiles)
        .map(FilesNotFetched::finding);
  }

  private static Finding finding(Order order) {
    return new Finding(
        Cause.FILES_NOT_FETCHED,
        ChainLink.FILES,
        "It was told what to boot (" + order.instructions() + "), and fetched nothing of it.",
        "Look at its screen, where its loader says why. It loads from the address that it got its"
            + " instructions from: it must reach that in a second connection, too.");
  }
}
