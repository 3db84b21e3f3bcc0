package org.pixiecore.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers, over restarts too, which machines have booted what they were to boot {@linkplain
 * BootSpec.Once once}.
 */
@ProviderType
public interface OneShots {

  /**
   * A boot that was carried out, and is not again.
   *
   * @param mac of which machine
   * @param booter the name of the booter that ordered it
   * @param order which of its orders: as the booter names it, else {@code sha256:} with 16 digits
   *     of a digest of what the machine booted
   * @param at when the machine confirmed it
   */
  record Spent(MacAddress mac, String booter, String order, Instant at) {}

  /**
   * A machine says that it booted.
   *
   * @param ticket whatever a client sent
   * @return what is spent now, or was already; empty if this server did not make the ticket
   * @throws IOException if it cannot be kept on disk; the client is to try again
   */
  Optional<Spent> confirm(String ticket) throws IOException;

  /**
   * What is spent, the latest first.
   *
   * @throws IOException if that cannot be read from disk now
   */
  List<Spent> spent() throws IOException;

  /**
   * Forgets what a machine has booted once, so that it does again.
   *
   * @return what was forgotten
   * @throws IOException if that cannot be kept on disk; then nothing is forgotten
   */
  List<Spent> forget(MacAddress mac) throws IOException;
}
