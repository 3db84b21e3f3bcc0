package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.AnswerForm;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Classification;
import org.pixiecore.dhcp.Client;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.MalformedPacketException;
import org.pixiecore.dhcp.Manner;
import org.pixiecore.dhcp.ProxyDhcp;
import org.pixiecore.dhcp.PxePort;
import org.pixiecore.dhcp.PxeRequest;

/**
 * Answers the requests to one of the two ports: packet in, classify, ask, decide, packet out. Up to
 * the asking it is on the receive thread, and never waits; from there on it is on whatever thread
 * the booters' decision comes, which is the receive thread again if the decision is there already.
 */
final class Responder {

  /** Requests that wait for a decision; what is beyond them is asked again by the firmware. */
  static final int MOST_PENDING = 1024;

  private final PxePort role;
  private final Supplier<DhcpSettings> settings;
  private final LocalInterfaces interfaces;
  private final NextStage nextStage;
  private final Manners manners;
  private final Addresses addresses;
  private final BootReport report;
  private final BootLog log;
  private final Semaphore pending = new Semaphore(MOST_PENDING);

  Responder(
      PxePort role,
      Supplier<DhcpSettings> settings,
      LocalInterfaces interfaces,
      NextStage nextStage,
      Manners manners,
      Addresses addresses,
      BootReport report,
      BootLog log) {
    this.role = role;
    this.settings = settings;
    this.interfaces = interfaces;
    this.nextStage = nextStage;
    this.manners = manners;
    this.addresses = addresses;
    this.report = report;
    this.log = log;
  }

  /** A request that is ours to answer, and the way back. */
  private record Question(PxeRequest request, Exchange exchange) {

    /** The machine, asking from where its request came in. */
    Machine machine() {
      Machine machine = request.machine();
      return machine.at(
          new Network(
              Optional.of(exchange.link().nic().name()),
              Optional.of(server()),
              machine.network().relay()));
    }

    /** This server's address as the machine sees it. */
    Inet4Address server() {
      return exchange.link().address();
    }

    void tellOf(BootReport report) {
      String nic = exchange.link().nic().name();
      report.heard(
          request.packet(), request.port(), nic, exchange.source(), Optional.of(machine()));
    }

    @Override
    public String toString() {
      return request.machine() + " on " + exchange.link().nic().name();
    }
  }

  /** Takes a packet, of which nothing is kept. Whatever is wrong with it ends in the log. */
  void received(Arrival arrival, DhcpSocket socket) {
    if (arrival.truncated()) {
      log.malformed(role, arrival, "longer than " + DhcpSocket.BUFFER_SIZE + " octets");
      return;
    }
    DhcpPacket packet;
    try {
      packet = DhcpPacketReader.read(arrival.payload());
    } catch (MalformedPacketException e) {
      log.malformed(role, arrival, e.getMessage());
      return;
    }
    if (role == PxePort.PROXY_DHCP) {
      addresses.received(packet, arrival, socket);
    }
    Classification who = PxeRequest.classify(packet, role);
    if (who instanceof Classification.NotForUs other) {
      log.ignored(role, arrival, other.reason());
      return;
    }
    Interfaces chosen = settings.get().interfaces();
    Link link = interfaces.linkOf(arrival, packet, chosen, socket::interfaceName);
    classified(packet, who, arrival, link, socket);
  }

  private void classified(
      DhcpPacket packet, Classification who, Arrival arrival, Link link, DhcpSocket socket) {
    if (who instanceof Classification.Malformed malformed) {
      log.malformed(role, arrival, malformed.reason());
      if (link instanceof Link.Served) {
        report.unanswered(packet, arrival.source(), Obstacle.OTHER, malformed.reason());
      }
    } else if (who instanceof PxeRequest request) {
      if (link instanceof Link.Served served) {
        ask(new Question(request, new Exchange(arrival.source(), served, socket)));
      } else if (link instanceof Link.NotServed elsewhere) {
        log.ignored(role, request.machine(), elsewhere.reason());
      } else if (link instanceof Link.Unanswerable mute) {
        unanswerable(request, arrival, mute);
      }
    }
  }

  private void unanswerable(PxeRequest request, Arrival arrival, Link.Unanswerable mute) {
    Optional<Machine> machine = Optional.of(request.machine());
    report.heard(request.packet(), role, mute.nic(), arrival.source(), machine);
    report.unanswered(request.packet(), arrival.source(), Obstacle.OTHER, mute.reason());
    String where = request.machine() + " on " + mute.nic();
    log.trouble(mute.nic(), where + ": not answered: " + mute.reason());
  }

  private void ask(Question question) {
    question.tellOf(report);
    manners.heard(question.request(), question);
    if (!pending.tryAcquire()) {
      String reason = MOST_PENDING + " machines wait for the booters; more are left to ask again";
      tellUnanswered(question, Obstacle.OVERLOAD, reason);
      log.trouble("pending", role + ": " + reason);
      return;
    }
    nextStage
        .decide(question.machine(), settings.get().patience())
        .thenAccept(decision -> decided(question, decision))
        .whenComplete(
            (done, failure) -> {
              pending.release();
              if (failure != null) {
                log.failed(role, failure);
              }
            });
  }

  private void decided(Question question, BootDecision decision) {
    if (decision instanceof BootDecision.Boot boot) {
      boot(question, boot.booter());
    } else if (decision instanceof BootDecision.Undecided undecided) {
      log.step(question + ": left to ask again: " + undecided.reason());
    } else if (decision instanceof BootDecision.NotOurs other) {
      log.leftAlone(question + ": left alone: " + other.reason());
    }
  }

  /**
   * Names what the machine loads next. That is the same whatever it is to boot in the end: one that
   * boots from its local disk loads iPXE, too, which then goes on to the disk at once. Silence in
   * its stead would have UEFI ask for a minute and longer before it does.
   */
  private void boot(Question question, String booter) {
    PxeRequest request = question.request();
    NextStage.Target next =
        nextStage.target(
            request.client().loads(),
            manners.choice(request, question),
            question.machine(),
            question.server());
    if (next instanceof NextStage.Target.Missing missing) {
      unanswered(question, missing.obstacle(), missing.reason());
    } else if (next instanceof NextStage.Target.Ready ready) {
      BootTarget target = ready.target();
      Manner manner = manners.of(request, target, question);
      Answer answer =
          ProxyDhcp.decide(
              request, question.exchange().source(), question.server(), target, manner);
      if (answer instanceof Answer.Ignore ignore) {
        unanswered(question, Obstacle.OTHER, ignore.reason());
      } else if (answer instanceof Answer.Reply reply) {
        // before it is sent: what the machine does then is another thread's to tell
        report.told(request, question.exchange(), target, manner);
        send(question, reply, target + said(request, manner), booter);
      }
    }
  }

  /** The form, where it is not the usual one. */
  private static String said(PxeRequest request, Manner manner) {
    boolean usual = request.client() != Client.PXE || manner.form() == AnswerForm.DIRECT;
    return usual ? "" : " (form " + manner.form() + ")";
  }

  private void send(Question question, Answer.Reply reply, String what, String booter) {
    Optional<String> failure = question.exchange().send(reply);
    if (failure.isPresent()) {
      unanswered(question, Obstacle.NOT_SENT, failure.get());
      return;
    }
    String verb = role == PxePort.PROXY_DHCP ? ": offered " : ": told to load ";
    String from = question.server().getHostAddress();
    log.step(question + verb + what + " from " + from + " (booter " + booter + ")");
  }

  private void unanswered(Question question, Obstacle obstacle, String reason) {
    tellUnanswered(question, obstacle, reason);
    String line = question + ": not answered: " + reason;
    log.trouble(line, line);
  }

  private void tellUnanswered(Question question, Obstacle obstacle, String reason) {
    DhcpPacket packet = question.request().packet();
    report.unanswered(packet, question.exchange().source(), obstacle, reason);
  }
}
