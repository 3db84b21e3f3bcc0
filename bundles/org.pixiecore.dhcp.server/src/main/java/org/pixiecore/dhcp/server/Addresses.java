package org.pixiecore.dhcp.server;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.PxePort;

/**
 * Hands the requests on port 67 to the server that gives addresses, if there is one, whoever they
 * are from: machines that boot and machines that do not. Its answers are its own; they go out
 * beside the proxy's. Whoever takes an address from any server is told of.
 */
final class Addresses {

  /** Requests that wait for an answer; what is beyond them is asked again. */
  static final int MOST_PENDING = 1024;

  private static final PxePort ROLE = PxePort.PROXY_DHCP;

  private final Supplier<AddressServer> server;
  private final Supplier<DhcpSettings> settings;
  private final LocalInterfaces interfaces;
  private final BootReport report;
  private final BootLog log;
  private final Semaphore pending = new Semaphore(MOST_PENDING);

  /**
   * @param server gives null while there is none
   */
  Addresses(
      Supplier<AddressServer> server,
      Supplier<DhcpSettings> settings,
      LocalInterfaces interfaces,
      BootReport report,
      BootLog log) {
    this.server = server;
    this.settings = settings;
    this.interfaces = interfaces;
    this.report = report;
    this.log = log;
  }

  /** Takes a packet; returns at once. Whatever is wrong ends in the log. */
  void received(DhcpPacket packet, Arrival arrival, DhcpSocket socket) {
    AddressServer present = server.get();
    boolean isRequest = packet.op() == DhcpPacket.Op.BOOTREQUEST && packet.fromEthernet();
    boolean takes = packet.messageType().equals(Optional.of(MessageType.REQUEST));
    if (!isRequest || !(takes || present != null)) {
      return;
    }
    Link link =
        interfaces.linkOf(arrival, packet, settings.get().interfaces(), socket::interfaceName);
    if (!(link instanceof Link.Served served)) {
      return;
    }
    if (takes) {
      report.heard(packet, ROLE, served.nic().name(), arrival.source(), Optional.empty());
    }
    if (present != null) {
      ask(present, packet, new Exchange(arrival.source(), served, socket));
    }
  }

  private void ask(AddressServer present, DhcpPacket packet, Exchange exchange) {
    if (!pending.tryAcquire()) {
      log.trouble(
          "pending addresses",
          MOST_PENDING + " requests wait for addresses; more are left to ask again");
      return;
    }
    CompletionStage<Answer> answer;
    try {
      answer = present.answer(packet, exchange.source(), link(exchange.link()));
    } catch (RuntimeException e) {
      // it may have been stopped since
      pending.release();
      log.failed(ROLE, e);
      return;
    }
    answer
        .thenAccept(decided -> answered(exchange, decided))
        .whenComplete(
            (done, failure) -> {
              pending.release();
              if (failure != null) {
                log.failed(ROLE, failure);
              }
            });
  }

  private void answered(Exchange exchange, Answer answer) {
    if (answer instanceof Answer.Ignore ignore) {
      log.ignored(ROLE, "a request for an address", ignore.reason());
    } else if (answer instanceof Answer.Reply reply) {
      report.otherAnswer(reply.packet(), exchange.link().address());
      exchange
          .send(reply)
          .ifPresent(
              reason -> {
                String line = "An address was not told: " + reason;
                log.trouble(line, line);
              });
    }
  }

  private static AddressServer.Link link(Link.Served served) {
    int prefixLength =
        served.nic().subnets().stream()
            .filter(subnet -> subnet.address().equals(served.address()))
            .mapToInt(LocalInterface.Subnet::prefixLength)
            .findFirst()
            .orElse(Integer.SIZE);
    return new AddressServer.Link(served.nic().name(), served.address(), prefixLength);
  }
}
