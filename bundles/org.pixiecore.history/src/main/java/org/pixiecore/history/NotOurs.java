package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#NOT_OURS}: in order for most machines of a site, and worth to know of the rest. */
final class NotOurs implements Suspicion {

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.dhcp()
        .leftAlone()
        .filter(reason -> boot.is(BootState.LEFT_ALONE))
        .map(
            reason ->
                new Finding(
                    Cause.NOT_OURS,
                    ChainLink.OFFER,
                    "It is left alone" + Said.after(reason) + ".",
                    "If it is to boot from here, have a booter say what: pixiecore:explain tells"
                        + " which of them was asked, and why it passed."));
  }
}
