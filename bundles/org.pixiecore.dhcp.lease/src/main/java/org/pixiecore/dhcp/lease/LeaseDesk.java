package org.pixiecore.dhcp.lease;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.MessageType;

/**
 * Gives out addresses: decides, has new addresses probed, and answers once what it says is on disk.
 * For one thread, which calls {@link #keep} after some messages: they share the wait for the disk.
 */
final class LeaseDesk implements AutoCloseable {

  /** How long an offer holds. UEFI chooses among offers for some seconds. */
  static final Duration OFFER = Duration.ofSeconds(45);

  /** How long an address is left alone that somebody has who was not given it. */
  static final Duration AVOIDED = Duration.ofMinutes(10);

  /** Of a client that is known to have asked twice, the lease is not written twice. */
  private static final Duration ALREADY = Duration.ofSeconds(10);

  /** How many addresses are probed for one message; the client asks again. */
  private static final int MOST_PROBES = 4;

  private final Supplier<LeaseSettings> settings;
  private final Prober prober;
  private final Executor thread;
  private final Clock clock;
  private final LeaseLog log;
  private final Map<ClientKey, Probing> probing = new HashMap<>();
  private final List<Change> unkept = new ArrayList<>();

  /** Null until the file could be read. */
  private LeaseFile file;

  private LeaseTable table;

  /**
   * Makes one; nothing is read yet.
   *
   * @param thread runs tasks on the one thread
   */
  LeaseDesk(
      Supplier<LeaseSettings> settings, Prober prober, Executor thread, Clock clock, LeaseLog log) {
    this.settings = settings;
    this.prober = prober;
    this.thread = thread;
    this.clock = clock;
    this.log = log;
  }

  /** A client that is offered an address once nobody else answers from it. */
  private record Probing(LeaseRequest request, Consumer<Answer> answer, Lease offer, int before) {}

  /**
   * A change of the table that is not on disk.
   *
   * @param before the address's lease before it
   */
  private record Change(
      Optional<Lease> before, Lease after, Runnable kept, Consumer<String> lost) {}

  /**
   * Takes a client's message.
   *
   * @param answer told what to answer: at once, after probing, or by {@link #keep}
   */
  void take(LeaseRequest request, Consumer<Answer> answer) {
    Optional<String> closed = open();
    if (closed.isPresent()) {
      answer.accept(new Answer.Ignore(closed.get()));
      return;
    }
    Instant now = clock.instant();
    table.tidy(now);
    decide(request, answer, now, 0);
  }

  private void decide(LeaseRequest request, Consumer<Answer> answer, Instant now, int probes) {
    Decision decision = Decisions.on(request, settings.get(), table, now);
    if (decision instanceof Decision.Offer offer) {
      offer(request, offer, answer, now, probes);
    } else if (decision instanceof Decision.Bind bind) {
      bind(request, bind.address(), answer, now);
    } else if (decision instanceof Decision.Refuse refuse) {
      log.step(request + " is told to begin anew: it " + refuse.reason());
      answer.accept(Replies.refuse(request, refuse.reason()));
    } else if (decision instanceof Decision.Release release) {
      release(request, release.lease(), now);
      answer.accept(new Answer.Ignore("a release is not answered"));
    } else if (decision instanceof Decision.Decline decline) {
      decline(request, decline.address(), now);
      answer.accept(new Answer.Ignore("a decline is not answered"));
    } else if (decision instanceof Decision.Inform) {
      answer.accept(Replies.inform(request, settings.get()));
    } else if (decision instanceof Decision.Bootp bootp) {
      answer.accept(Replies.bootp(request, bootp.address(), settings.get()));
    } else if (decision instanceof Decision.Forget) {
      table.offerTo(request.client()).ifPresent(table::withdraw);
      answer.accept(new Answer.Ignore("takes another server's offer"));
    } else if (decision instanceof Decision.NoneLeft none) {
      String reason = "no address of " + none.subnet() + " is left to give";
      log.conflict(request + ": " + reason + ". Widen ranges, or shorten leaseTime");
      answer.accept(new Answer.Ignore(reason));
    } else if (decision instanceof Decision.Nothing nothing) {
      log.ignored(request + ": " + nothing.reason());
      answer.accept(new Answer.Ignore(nothing.reason()));
    }
  }

  private void offer(
      LeaseRequest request,
      Decision.Offer decision,
      Consumer<Answer> answer,
      Instant now,
      int probes) {
    Lease offer = new Lease(decision.address(), request.client(), request.mac(), now.plus(OFFER));
    Probing earlier = probing.get(request.client());
    if (earlier != null) {
      // the firmware may have begun anew, and takes no answer to its earlier message
      probing.put(
          request.client(), new Probing(request, answer, earlier.offer(), earlier.before()));
      earlier.answer().accept(new Answer.Ignore("asked again meanwhile"));
      return;
    }
    table.offer(offer);
    Duration patience = settings.get().probe();
    // a relayed machine's link is not this server's: silence may be the router's, and the client
    // itself asks by ARP (RFC 2131 section 4.4.1)
    if (!decision.first() || patience.isZero() || request.scope().relayed()) {
      offered(request, offer, answer);
      return;
    }
    probing.put(request.client(), new Probing(request, answer, offer, probes));
    boolean asked =
        prober.probe(
            offer.address(),
            request.interfaceName(),
            patience,
            inUse -> thread.execute(() -> probed(request.client(), inUse)));
    if (!asked) {
      probing.remove(request.client());
      table.withdraw(offer);
      String reason = "more addresses are to be probed than can be: left to ask again";
      log.ignored(request + ": " + reason);
      answer.accept(new Answer.Ignore(reason));
    }
  }

  private void probed(ClientKey client, boolean inUse) {
    Probing done = probing.remove(client);
    if (!inUse) {
      offered(done.request(), done.offer(), done.answer());
      return;
    }
    Instant now = clock.instant();
    avoid(done.offer().address(), "answers a ping, but was not given to anybody", now);
    if (done.before() + 1 < MOST_PROBES) {
      decide(done.request(), done.answer(), now, done.before() + 1);
    } else {
      done.answer().accept(new Answer.Ignore("one address after the other is in use"));
    }
  }

  private void offered(LeaseRequest request, Lease offer, Consumer<Answer> answer) {
    log.step(request + " is offered " + offer.address().getHostAddress());
    LeaseSettings now = settings.get();
    answer.accept(
        Replies.lease(MessageType.OFFER, request, offer.address(), granted(request, now), now));
  }

  private void bind(
      LeaseRequest request, Inet4Address address, Consumer<Answer> answer, Instant now) {
    LeaseSettings set = settings.get();
    Duration time = granted(request, set);
    Optional<Lease> before = table.lease(address);
    Optional<Duration> left =
        before
            .filter(lease -> lease.client().equals(request.client()) && !isUnkept(lease))
            .map(lease -> Duration.between(now, lease.ends()))
            .filter(rest -> rest.compareTo(time.minus(ALREADY)) > 0)
            .filter(rest -> rest.compareTo(time) <= 0);
    if (left.isPresent()) {
      answer.accept(Replies.lease(MessageType.ACK, request, address, left.get(), set));
      return;
    }
    Lease lease = new Lease(address, request.client(), request.mac(), now.plus(time));
    change(
        lease,
        () -> {
          log.step(
              "%s gets %s for %d s".formatted(request, address.getHostAddress(), time.toSeconds()));
          answer.accept(Replies.lease(MessageType.ACK, request, address, time, set));
        },
        reason -> answer.accept(new Answer.Ignore(reason)));
  }

  private boolean isUnkept(Lease lease) {
    return unkept.stream().anyMatch(change -> change.after().equals(lease));
  }

  private static Duration granted(LeaseRequest request, LeaseSettings settings) {
    return request.time().map(settings.times()::granted).orElse(settings.times().usual());
  }

  private void release(LeaseRequest request, Lease lease, Instant now) {
    change(
        lease.until(now),
        () -> log.step(request + " gives " + lease.address().getHostAddress() + " back"),
        lost -> {});
  }

  private void decline(LeaseRequest request, Inet4Address address, Instant now) {
    table.offer(address).ifPresent(table::withdraw);
    table.lease(address).ifPresent(lease -> change(lease.until(now), () -> {}, lost -> {}));
    avoid(address, "is somebody else's, as " + request + " says", now);
  }

  private void avoid(Inet4Address address, String why, Instant now) {
    table.offer(address).ifPresent(table::withdraw);
    table.avoid(address, now.plus(AVOIDED));
    log.conflict(
        "%s %s. It is given to nobody for %d minutes; look for a host that has it set by hand"
            .formatted(address.getHostAddress(), why, AVOIDED.toMinutes()));
  }

  private void change(Lease after, Runnable kept, Consumer<String> lost) {
    unkept.add(new Change(table.lease(after.address()), after, kept, lost));
    table.put(after);
  }

  /** Has every change on disk, and only then says what depends on it. */
  void keep() {
    if (unkept.isEmpty()) {
      return;
    }
    List<Change> together = List.copyOf(unkept);
    unkept.clear();
    try {
      file.add(together.stream().map(Change::after).toList(), table.leases());
    } catch (IOException e) {
      for (ListIterator<Change> last = together.listIterator(together.size());
          last.hasPrevious(); ) {
        Change change = last.previous();
        table.remove(change.after().address());
        change.before().ifPresent(table::put);
      }
      log.trouble(e.getMessage() + ". Machines are left to ask again for their addresses");
      together.forEach(change -> change.lost().accept(e.getMessage()));
      return;
    }
    together.forEach(change -> change.kept().run());
  }

  /**
   * Reads the file if that is yet to be done, or another is set now.
   *
   * @return why it cannot be; empty if all is well
   */
  Optional<String> open() {
    try {
      read();
      return Optional.empty();
    } catch (IOException e) {
      log.trouble(e.getMessage() + ". Until it can be, no address is given");
      return Optional.of(e.getMessage());
    }
  }

  private void read() throws IOException {
    Path path = settings.get().leaseFile();
    if (file != null && file.path().equals(path)) {
      return;
    }
    keep();
    LeaseFile next = new LeaseFile(path);
    LeaseFile.Content content = next.read();
    if (content.damaged() > 0) {
      Path aside = next.setAside();
      log.trouble(
          "%s: %d lines cannot be read. Who had these addresses may get others. The damaged file is"
                  .formatted(path, content.damaged())
              + " now "
              + aside);
    }
    List<Lease> leases = content.leases().stream().map(this::plausible).toList();
    next.write(leases);
    close();
    file = next;
    table = new LeaseTable(leases);
    log.step("%s says of %d addresses who has them".formatted(path, content.leases().size()));
  }

  /** One written while the clock was ahead would keep its address for as long as it was. */
  private Lease plausible(Lease lease) {
    Instant latest = clock.instant().plus(LeaseSettings.LONGEST_EVER);
    return lease.ends().isAfter(latest) ? lease.until(latest) : lease;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
