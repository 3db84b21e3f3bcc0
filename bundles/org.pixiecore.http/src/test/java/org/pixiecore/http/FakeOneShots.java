package org.pixiecore.http;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;

/** Knows the ticket {@code good} and no other. */
final class FakeOneShots implements OneShots {

  final List<String> spentTickets = new CopyOnWriteArrayList<>();
  volatile Exception failure;

  Confirmations confirmations() {
    return confirmations(new BootReports());
  }

  Confirmations confirmations(BootReports reports) {
    Confirmations confirmations = new Confirmations(reports);
    confirmations.oneShots = this;
    return confirmations;
  }

  @Override
  public Optional<Spent> confirm(String ticket) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (!ticket.equals("good")) {
      return Optional.empty();
    }
    spentTickets.add(ticket);
    return Optional.of(new Spent(TestServer.MAC, "lab", "order", Instant.EPOCH));
  }

  @Override
  public List<Spent> spent() {
    return List.of();
  }

  @Override
  public List<Spent> forget(MacAddress mac) {
    return List.of();
  }
}
