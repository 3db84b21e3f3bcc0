package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.DhcpQuestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what a {@link Survey} wants asked, and lets it hear what servers say to clients, on a thread
 * of its own. It has no port: the DHCP clients of this host are not disturbed.
 */
final class SurveyRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SurveyRunner.class);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final InetSocketAddress EVERYBODY =
      new InetSocketAddress(Route.EVERYBODY, DhcpPacket.SERVER_PORT);

  private final Survey survey;
  private final boolean hearsThisHost;
  private final Daemon thread;

  /**
   * Begins.
   *
   * @param hearsThisHost whether there may be a DHCP server on this very host, whose answers only
   *     leave it
   */
  SurveyRunner(Survey survey, boolean hearsThisHost) {
    this.survey = survey;
    this.hearsThisHost = hearsThisHost;
    this.thread = new Daemon("pixiecore-dhcp-survey", this::run);
  }

  /** Returns when nothing is asked or heard any more. */
  @Override
  public void close() {
    thread.close();
  }

  private void run(Daemon self) {
    String complaint = "";
    do {
      try (PacketSocket heard = new PacketSocket(filter());
          RawSender sender = new RawSender(DhcpPacket.CLIENT_PORT)) {
        complaint = "";
        if (self.wakeBy(heard::close)) {
          survey(self, heard, sender);
        }
      } catch (IOException | LinkageError | RuntimeException e) {
        String next = String.valueOf(e.getMessage());
        survey.unavailable("DHCP servers cannot be looked for: " + next);
        if (!next.equals(complaint)) {
          complaint = next;
          LOG.warn("Whether a DHCP server is there cannot be seen: {}", next);
        }
      }
    } while (!self.closedWithin(RETRY));
  }

  private PacketFilter filter() {
    return hearsThisHost
        ? PacketFilter.arrivingAndLeaving(DhcpPacket.CLIENT_PORT)
        : PacketFilter.arriving(DhcpPacket.CLIENT_PORT);
  }

  private void survey(Daemon self, PacketSocket packets, RawSender sender) throws IOException {
    while (!self.isClosing()) {
      for (Survey.Question question : survey.due()) {
        ask(question, sender);
      }
      Optional<PacketSocket.Heard> heard = packets.receive(survey.untilDue());
      heard.ifPresent(survey::heard);
    }
  }

  private void ask(Survey.Question question, RawSender sender) {
    LocalInterface nic = question.link().nic();
    Route route = new Route(question.link().address(), nic.index());
    try {
      byte[] mac = hardwareAddress(nic);
      DhcpPacket packet = DhcpQuestion.of(MacAddress.of(mac, 0), question.xid());
      sender.send(DhcpPacketWriter.write(packet), route, EVERYBODY);
      survey.asked(nic.name());
    } catch (IOException e) {
      survey.failed(nic.name(), nic.name() + " cannot be asked on: " + e.getMessage());
    }
  }

  private static byte[] hardwareAddress(LocalInterface nic) throws IOException {
    NetworkInterface system = NetworkInterface.getByIndex(nic.index());
    byte[] address = system == null ? null : system.getHardwareAddress();
    if (address == null || address.length != MacAddress.LENGTH) {
      throw new IOException("it is no Ethernet interface");
    }
    return address;
  }
}
