package org.pixiecore.loaders;

import java.time.Instant;
import java.util.function.Consumer;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.Client;

/**
 * Tells whoever listens what loaders are told, and what they say. An {@linkplain
 * LoaderRequest#inquiry inquiry} says nothing.
 */
final class BootReports {

  private final Consumer<BootEvent> events;

  BootReports(Consumer<BootEvent> events) {
    this.events = events;
  }

  /**
   * A loader gets its configuration.
   *
   * @param instructions what that is called
   * @param decision what it says in there
   */
  void instructed(
      LoaderRequest request, MacAddress mac, String instructions, BootDecision decision) {
    if (!request.inquiry()) {
      Client client = Client.of(mac, request.client());
      events.accept(new BootEvent.Instructed(Instant.now(), client, instructions, decision));
    }
  }

  /**
   * A machine starts what it loaded.
   *
   * @param name of the kernel or program
   */
  void booting(LoaderRequest request, MacAddress mac, String name, String booter) {
    Client client = Client.of(mac, request.client());
    events.accept(new BootEvent.Booting(Instant.now(), client, name, booter));
  }

  /** What a machine boots once is spent. */
  void confirmed(LoaderRequest request, OneShots.Spent spent) {
    Client client = Client.of(spent.mac(), request.client());
    events.accept(new BootEvent.Confirmed(Instant.now(), client, spent.booter()));
  }
}
