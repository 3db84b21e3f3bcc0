package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.dhcp.AddressServer.Link;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.OptionCode;
import org.slf4j.LoggerFactory;

/** A desk with a clock, a network and a disk of the test's own; 10.0.0.1 on a /24. */
final class Desk {

  static final String SERVER = "10.0.0.1";
  static final Link LINK = new Link("eth0", Ipv4.parse(SERVER), 24);

  final FakeClock clock = new FakeClock();
  final List<Inet4Address> probed = new ArrayList<>();

  /** Who answers probes without having been given the address. */
  final List<String> strangers = new ArrayList<>();

  /** Whether probes end at once. */
  boolean probesWait;

  /** Whether no more probes are taken. */
  boolean probersAreBusy;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Map<String, Object> properties = new HashMap<>();
  private LeaseSettings settings;
  private LeaseDesk desk;

  Desk(Path leaseFile, Map<String, Object> properties) {
    this.properties.put("mode", "server");
    this.properties.put("leaseFile", leaseFile.toString());
    this.properties.putAll(properties);
    set(Map.of());
    start();
  }

  /** Changes the configuration. */
  void set(Map<String, Object> changes) {
    properties.putAll(changes);
    Configuration configuration = new Configuration(properties);
    settings = LeaseSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
  }

  /** Starts it anew: what is not on disk is forgotten. */
  void start() {
    desk =
        new LeaseDesk(
            () -> settings,
            this::probe,
            Runnable::run,
            clock,
            new LeaseLog(LoggerFactory.getLogger(Desk.class), System::nanoTime));
  }

  private boolean probe(
      Inet4Address address, String nic, Duration patience, Consumer<Boolean> inUse) {
    if (probersAreBusy) {
      return false;
    }
    probed.add(address);
    Runnable end = () -> inUse.accept(strangers.contains(address.getHostAddress()));
    if (probesWait) {
      waiting.add(end);
    } else {
      end.run();
    }
    return true;
  }

  void probesEnd() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** Hands a message over, and does not wait for the disk. */
  List<Answer> take(Message message) {
    return take(message, LINK);
  }

  private List<Answer> take(Message message, Link link) {
    List<Answer> answers = new ArrayList<>();
    DhcpPacket packet = message.packet();
    MacAddress mac = MacAddress.of(packet.chaddr().toArray(), 0);
    desk.take(
        new LeaseRequest(
            packet,
            ClientState.of(packet, link.address()),
            ClientKey.of(mac, packet.options().get(OptionCode.CLIENT_IDENTIFIER)).orElseThrow(),
            mac,
            Scope.of(settings, packet, link).orElseThrow(),
            link.interfaceName()),
        answers::add);
    return answers;
  }

  void keep() {
    desk.keep();
  }

  /** Asks, and gets the one answer. */
  Answer ask(Message message) {
    List<Answer> answers = take(message);
    keep();
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  /** The packet of the reply. */
  DhcpPacket reply(Message message) {
    Answer answer = ask(message);
    assertThat(answer).isInstanceOf(Answer.Reply.class);
    return ((Answer.Reply) answer).packet();
  }

  /** Has a client go all the way to its address. */
  String lease(String mac) {
    String offered = reply(Message.discover().from(mac)).yiaddr().getHostAddress();
    DhcpPacket ack = reply(Message.selecting(offered, SERVER).from(mac));
    assertThat(ack.messageType()).contains(MessageType.ACK);
    return ack.yiaddr().getHostAddress();
  }

  static Optional<MessageType> type(Answer answer) {
    return answer instanceof Answer.Reply reply ? reply.packet().messageType() : Optional.empty();
  }
}
