package org.pixiecore.http;

import java.time.Instant;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;

/** Tells whoever listens what the servlets see of boots. */
@Component(service = BootReports.class)
public final class BootReports {

  private static final String SCRIPT = "iPXE script";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootEvents bootEvents;

  private final Consumer<BootEvent> events = BootEvents.whileThere(() -> bootEvents);

  /** How a file's transfer goes. */
  void tell(BootEvent event) {
    events.accept(event);
  }

  /**
   * A file is not sent.
   *
   * @param name as it was asked for
   * @param reason for people; empty if nobody misses it
   */
  void refused(Client client, String name, String reason) {
    tell(
        new BootEvent.FileRefused(Instant.now(), client, FileTransfer.Protocol.HTTP, name, reason));
  }

  /** A machine gets a script that says this. */
  void instructed(Client client, BootDecision decision) {
    tell(new BootEvent.Instructed(Instant.now(), client, SCRIPT, decision));
  }

  /** A machine starts what it loaded. */
  void booting(Client client, String name, String booter) {
    tell(new BootEvent.Booting(Instant.now(), client, name, booter));
  }

  /** What a machine boots once is spent. */
  void confirmed(Client client, String booter) {
    tell(new BootEvent.Confirmed(Instant.now(), client, booter));
  }
}
