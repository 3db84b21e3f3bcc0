package org.pixiecore.dhcp.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pixiecore.api.status.ServedNetwork;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.MalformedPacketException;
import org.pixiecore.dhcp.OtherServer;
import org.pixiecore.dhcp.OtherServers.Neighbour;
import org.slf4j.Logger;

/**
 * Which servers are on which of this server's links: a {@link LinkSurvey} for each, and a word to
 * people when one comes to another finding. One thread asks and hears; any thread may look.
 */
final class Survey {

  /**
   * To be asked now.
   *
   * @param link where
   * @param xid what the answers repeat
   */
  record Question(Link.Served link, int xid) {}

  /**
   * For how long a link may be down and be the same one afterwards: a machine at the other end of
   * the cable takes it down when it is switched on, and when its system starts.
   */
  static final Duration SAME_LINK = Duration.ofSeconds(10);

  private final LocalInterfaces interfaces;
  private final Supplier<DhcpSettings> settings;
  private final LongSupplier nanoTime;
  private final IntSupplier xids;
  private final BooleanSupplier givesAddresses;
  private final BootReport report;
  private final SurveyLog log;
  private final Map<String, LinkSurvey> links = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<String, Long> downSince = new TreeMap<>();
  private String unavailable = "it was not asked yet";

  /**
   * @param nanoTime as {@link System#nanoTime()}
   * @param xids gives numbers that nobody guesses
   * @param givesAddresses whether this server gives machines their addresses itself
   */
  Survey(
      LocalInterfaces interfaces,
      Supplier<DhcpSettings> settings,
      LongSupplier nanoTime,
      IntSupplier xids,
      BooleanSupplier givesAddresses,
      BootReport report,
      Logger log) {
    this.interfaces = interfaces;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.xids = xids;
    this.givesAddresses = givesAddresses;
    this.report = report;
    this.log = new SurveyLog(log, nanoTime, givesAddresses);
  }

  /** What is to be asked now. Links that came are asked from now on, those that went are not. */
  synchronized List<Question> due() {
    long now = nanoTime.getAsLong();
    List<Link.Served> served = served();
    names.clear();
    served.forEach(link -> names.put(link.nic().index(), link.nic().name()));
    links.keySet().retainAll(names.values());
    downSince.keySet().retainAll(names.values());
    log.retain(links.keySet());
    List<Question> due = new ArrayList<>();
    for (Link.Served link : served) {
      if (!link.nic().isUp()) {
        down(link.nic().name(), now);
        continue;
      }
      LinkSurvey survey =
          links.computeIfAbsent(link.nic().name(), absent -> new LinkSurvey(xids, now));
      if (downSince.remove(link.nic().name()) != null) {
        survey.askSoon(now);
      }
      OptionalInt xid = survey.ask(now, settings.get().survey());
      xid.ifPresent(number -> due.add(new Question(link, number)));
      say(link.nic().name());
    }
    return due;
  }

  private List<Link.Served> served() {
    return interfaces.links(settings.get().interfaces()).stream()
        .filter(link -> !link.address().isLoopbackAddress())
        .toList();
  }

  /** Nobody can answer: what is found while it is so is not the link's to which it comes next. */
  private void down(String nic, long now) {
    long since = downSince.computeIfAbsent(nic, absent -> now);
    if (now - since >= SAME_LINK.toNanos()) {
      links.remove(nic);
    }
  }

  /** How long it is until something is due; at most a second, as links come and go. */
  synchronized Duration untilDue() {
    long now = nanoTime.getAsLong();
    long nanos =
        links.entrySet().stream()
            .filter(link -> !downSince.containsKey(link.getKey()))
            .mapToLong(link -> link.getValue().next() - now)
            .reduce(Duration.ofSeconds(1).toNanos(), Math::min);
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** A packet to the port of clients; what tells of no server on a link of ours is passed over. */
  synchronized void heard(PacketSocket.Heard heard) {
    Arrival arrival = heard.arrival();
    String nic = names.get(arrival.interfaceIndex());
    if (nic == null || arrival.truncated()) {
      return;
    }
    LinkSurvey link = links.get(nic);
    if (link == null) {
      return; // it is down, so what is heard is left from before
    }
    InetAddress source = arrival.source().getAddress();
    try {
      DhcpPacket packet = DhcpPacketReader.read(arrival.payload());
      // another program on this host has our addresses, and answers what we never do: ourselves
      boolean isOthers = heard.leaving() ? link.isAsking(packet.xid()) : !interfaces.isOwn(source);
      OtherServer.of(packet, source)
          .filter(server -> isOthers)
          .filter(server -> heard.leaving() || !interfaces.isOwn(server.address()))
          .ifPresent(server -> link.heard(server, nanoTime.getAsLong()));
      if (!link.isAsking(packet.xid()) && isOthers(packet, heard)) {
        report.otherAnswer(packet, source);
      }
    } catch (MalformedPacketException e) {
      return; // whoever it was for says so, if need be
    }
    say(nic);
  }

  /**
   * Whether what a machine is told is not told by this server: of what leaves this host, an address
   * where this server gives none.
   */
  private boolean isOthers(DhcpPacket packet, PacketSocket.Heard heard) {
    return heard.leaving()
        ? !packet.yiaddr().isAnyLocalAddress() && !givesAddresses.getAsBoolean()
        : !interfaces.isOwn(heard.arrival().source().getAddress());
  }

  /** A question left. */
  synchronized void asked(String nic) {
    links.get(nic).succeeded();
  }

  /** A question could not be asked. */
  synchronized void failed(String nic, String reason) {
    links.get(nic).failed(reason);
    say(nic);
  }

  /** From now on nothing is known of any link. */
  synchronized void unavailable(String reason) {
    links.clear();
    names.clear();
    downSince.clear();
    unavailable = reason;
  }

  synchronized Finding on(String nic) {
    LinkSurvey link = links.get(nic);
    if (link != null) {
      return link.finding(nanoTime.getAsLong());
    }
    return new Finding.Unknown(
        downSince.containsKey(nic)
            ? nic + " is down, or its cable is not plugged in"
            : unavailable);
  }

  synchronized List<Neighbour> neighbours() {
    return links.entrySet().stream()
        .flatMap(link -> neighbours(link.getKey(), link.getValue()))
        .toList();
  }

  /** The links that are served, with what is known of each. */
  synchronized List<ServedNetwork> networks() {
    return served().stream()
        .map(link -> link.nic().name())
        .distinct()
        .sorted()
        .map(this::network)
        .toList();
  }

  private ServedNetwork network(String nic) {
    List<String> conflicts =
        Optional.ofNullable(links.get(nic)).stream()
            .flatMap(link -> neighbours(nic, link))
            .map(Neighbour::server)
            .flatMap(
                server ->
                    server.conflicts().stream()
                        .sorted()
                        .map(conflict -> SurveyWords.of(server.address(), conflict)))
            .toList();
    return new ServedNetwork(
        nic, SurveyWords.of(on(nic), givesAddresses.getAsBoolean()), conflicts);
  }

  private static Stream<Neighbour> neighbours(String nic, LinkSurvey link) {
    return link.servers().stream()
        .sorted(Comparator.comparing(server -> server.address().getHostAddress()))
        .map(server -> new Neighbour(nic, server));
  }

  private void say(String nic) {
    LinkSurvey link = links.get(nic);
    log.finding(nic, link.finding(nanoTime.getAsLong()));
    log.conflicts(nic, link.servers());
  }
}
