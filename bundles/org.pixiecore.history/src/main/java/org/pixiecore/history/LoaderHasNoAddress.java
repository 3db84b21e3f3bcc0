package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#LOADER_HAS_NO_ADDRESS}. iPXE sends DISCOVERs after 0, 1, 3, 7 and 15 s, and gives up
 * after 25; it takes an address within 2 s of being offered one.
 */
final class LoaderHasNoAddress implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final Duration SILENCE = Duration.ofSeconds(25);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    boolean suspect =
        boot.is(BootState.IN_LOADER)
            && boot.programs().hasBegun()
            && boot.dhcp().requested().isEmpty()
            && boot.dhcp().asksInVain(PATIENCE, SILENCE, now);
    return suspect
        ? Optional.of(
            new Finding(
                Cause.LOADER_HAS_NO_ADDRESS,
                ChainLink.LOADER,
                "The boot program has started, and gets no address, though the firmware got one: it"
                    + " has asked "
                    + boot.dhcp().discovers()
                    + " times.",
                "A switch port with spanning tree wakes up too slowly when the network card is reset:"
                    + " set it to edge port (portfast). Or the DHCP server has no address left, as"
                    + " firmware and boot program often count as two clients: look in its log."))
        : Optional.empty();
  }
}
