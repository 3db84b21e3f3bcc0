package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.dhcp.DhcpPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interfaces of this server. They are read when a request comes, but once a second at most:
 * that takes about a tenth of a millisecond for each, while the first packet on a new interface, or
 * after a change of address, is answered right.
 */
final class LocalInterfaces {

  /** Reads the system's list. */
  interface Source {
    List<LocalInterface> read() throws SocketException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LocalInterfaces.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private static final class Snapshot {
    final long readAt;
    final List<LocalInterface> all;
    final Map<Integer, LocalInterface> byIndex = new HashMap<>();
    final Map<InetAddress, LocalInterface> byAddress = new HashMap<>();

    Snapshot(List<LocalInterface> all, long readAt) {
      this.all = all;
      this.readAt = readAt;
      for (LocalInterface nic : all) {
        byIndex.put(nic.index(), nic);
        nic.addresses().forEach(address -> byAddress.putIfAbsent(address, nic));
      }
    }
  }

  private final Source source;
  private final LongSupplier nanoTime;
  private volatile Snapshot last;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  LocalInterfaces(Source source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  /** The system's interfaces, in its order. */
  static List<LocalInterface> ofSystem() throws SocketException {
    try (Stream<NetworkInterface> nics = NetworkInterface.networkInterfaces()) {
      return nics.map(LocalInterface::of).toList();
    }
  }

  /** What is served now, for people: interfaces with their addresses. */
  List<String> served(Interfaces chosen) {
    return links(chosen).stream()
        .map(link -> link.nic().name() + " " + link.address().getHostAddress())
        .toList();
  }

  /** What is served now, with the first address of each. */
  List<Link.Served> links(Interfaces chosen) {
    return served(snapshot().all, chosen);
  }

  private static List<Link.Served> served(List<LocalInterface> interfaces, Interfaces chosen) {
    return interfaces.stream()
        .map(nic -> link(nic, chosen))
        .flatMap(link -> link instanceof Link.Served served ? Stream.of(served) : Stream.empty())
        .toList();
  }

  /** Whether an address is this host's. */
  boolean isOwn(InetAddress address) {
    return snapshot().byAddress.containsKey(address);
  }

  /** What is chosen, but not there now. */
  List<String> missing(Interfaces chosen) {
    List<LocalInterface> all = snapshot().all;
    return chosen.names().stream()
        .filter(name -> all.stream().noneMatch(nic -> nic.answersTo(name)))
        .toList();
  }

  /**
   * Where a request came in, and whether that is to be served. Of several addresses of an interface
   * it is the one that was asked, else the one in the subnet that the machine or its relay is in,
   * else the first.
   *
   * @param packet the request
   * @param nameOf names an interface that is not in the system's list, as it has no address
   */
  Link linkOf(Arrival arrival, DhcpPacket packet, Interfaces chosen, IntFunction<String> nameOf) {
    Snapshot snapshot = snapshot();
    if (snapshot.byAddress.containsKey(arrival.source().getAddress())
        && arrival.source().getPort() == DhcpPacket.CLIENT_PORT) {
      return new Link.NotServed("it is this host's own question, by which it looks for servers");
    }
    // the very address that was asked, if it is one of ours: the machine knows that it works
    LocalInterface asked = snapshot.byAddress.get(arrival.destination());
    if (asked != null && chosen.include(asked.name(), arrival.destination())) {
      return new Link.Served(asked, (Inet4Address) arrival.destination());
    }
    if (arrival.interfaceIndex() == 0) {
      return likeliest(snapshot.all, arrival.source().getAddress(), chosen);
    }
    int index = arrival.interfaceIndex();
    LocalInterface listed = snapshot.byIndex.get(index);
    LocalInterface nic =
        listed != null ? listed : new LocalInterface(index, nameOf.apply(index), true, List.of());
    InetAddress destination = arrival.destination();
    // a raw socket hears, too, what this host only passes on as a router
    if (asked == null && !isForThisHost(destination, nic)) {
      String other = destination.getHostAddress();
      return new Link.NotServed("it is on its way to " + other + ", which is not this server");
    }
    return near(nic, arrival.source().getAddress(), packet, chosen)
        .orElseGet(() -> link(nic, chosen));
  }

  private static Optional<Link> near(
      LocalInterface nic, InetAddress source, DhcpPacket packet, Interfaces chosen) {
    return Stream.of(packet.ciaddr(), packet.giaddr(), source)
        .filter(address -> !address.isAnyLocalAddress())
        .flatMap(nic::addressesNear)
        .filter(own -> chosen.include(nic.name(), own))
        .findFirst()
        .map(own -> new Link.Served(nic, own));
  }

  private static boolean isForThisHost(InetAddress destination, LocalInterface nic) {
    return destination.isAnyLocalAddress()
        || destination.isLoopbackAddress()
        || destination.equals(Route.EVERYBODY)
        || nic.isBroadcast(destination);
  }

  private Snapshot snapshot() {
    Snapshot snapshot = last;
    long now = nanoTime.getAsLong();
    if (snapshot == null || now - snapshot.readAt >= FRESH_NANOS) {
      snapshot = new Snapshot(read(snapshot), now);
      last = snapshot;
    }
    return snapshot;
  }

  private List<LocalInterface> read(Snapshot before) {
    try {
      return source.read();
    } catch (SocketException e) {
      LOG.warn("The system does not tell its interfaces: {}", e.getMessage());
      return before == null ? List.of() : before.all;
    }
  }

  private static Link link(LocalInterface nic, Interfaces chosen) {
    for (Inet4Address address : nic.addresses()) {
      if (chosen.include(nic.name(), address)) {
        return new Link.Served(nic, address);
      }
    }
    boolean chosenByName = chosen.names().isEmpty() || chosen.names().contains(nic.name());
    return chosenByName
        ? new Link.Unanswerable(nic.name(), noAddress(nic.name()))
        : new Link.NotServed(nic.name() + " is not among the chosen interfaces");
  }

  private static String noAddress(String nic) {
    return nic
        + " has no IPv4 address to answer from. Give it one (ip address add ADDRESS/LENGTH dev "
        + nic
        + "), or leave it out of interfaces";
  }

  /** Where the socket cannot tell: the link of the sender's subnet, else the only one there is. */
  private static Link likeliest(
      List<LocalInterface> interfaces, InetAddress sender, Interfaces chosen) {
    List<Link.Served> served = served(interfaces, chosen);
    Optional<Link.Served> near =
        served.stream().filter(link -> link.nic().isOnLink(sender)).findFirst();
    if (near.isPresent()) {
      return near.get();
    }
    List<Link.Served> links =
        served.stream().filter(link -> !link.address().isLoopbackAddress()).toList();
    return links.size() == 1
        ? links.get(0)
        : new Link.Unanswerable(
            "an unknown interface",
            "a portable socket cannot tell which of "
                + links.stream().map(link -> link.nic().name()).toList()
                + " it is. Set interfaces to one of them");
  }
}
