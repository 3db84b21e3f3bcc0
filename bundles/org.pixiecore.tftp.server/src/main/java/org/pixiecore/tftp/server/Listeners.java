package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.status.ListeningPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Listener} for each address that is to have one and can. Touched by the loop alone, but
 * for {@link #ports}.
 */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final String NOWHERE =
      "TFTP listens nowhere: no interface that is up and chosen by \"interfaces\" has an address."
          + " One that comes is used.";

  /** The interface is part of it since link-local addresses repeat. */
  private record Endpoint(InetAddress address, String interfaceName, int port) {

    ListeningPort state(Optional<String> problem) {
      return Listeners.port(address.getHostAddress(), port, problem);
    }
  }

  private final EventLoop loop;
  private final Buffers buffers;
  private final Listener.Requests requests;
  private final Map<Endpoint, Listener> listening = new HashMap<>();
  private final Map<Endpoint, String> complaints = new HashMap<>();
  private final List<TransferSockets> retired = new ArrayList<>();
  private boolean nowhere;
  private volatile List<ListeningPort> ports = List.of();

  Listeners(EventLoop loop, Buffers buffers, Listener.Requests requests) {
    this.loop = loop;
    this.buffers = buffers;
    this.requests = requests;
  }

  /** Listens on these addresses and no others. What cannot be had is tried again the next time. */
  void listenOn(Set<LocalAddress> locals, int port) {
    Map<Endpoint, LocalAddress> wanted = new HashMap<>();
    for (LocalAddress local : locals) {
      wanted.put(new Endpoint(local.address(), local.interfaceName(), port), local);
    }
    for (Endpoint endpoint : Set.copyOf(listening.keySet())) {
      if (!wanted.containsKey(endpoint)) {
        Listener listener = listening.remove(endpoint);
        listener.close();
        retired.add(listener.answers());
        LOG.info("{} listens no longer", listener);
      }
    }
    retired.removeIf(sockets -> sockets.deliveries().isEmpty());
    complaints.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (endpoint, local) -> {
          Listener listener = listening.get(endpoint);
          if (listener == null) {
            listen(endpoint, local);
          } else {
            listener.answers().mtuIs(local.mtu());
          }
        });
    sayIfNowhere(wanted.isEmpty());
    ports = nowhere ? List.of(port("*", port, Optional.of(NOWHERE))) : served();
  }

  /** What became of the last call of {@link #listenOn}; by any thread. */
  List<ListeningPort> ports() {
    return ports;
  }

  private List<ListeningPort> served() {
    return Stream.concat(
            listening.keySet().stream().map(endpoint -> endpoint.state(Optional.empty())),
            complaints.entrySet().stream()
                .map(entry -> entry.getKey().state(Optional.of(entry.getValue()))))
        .sorted(Comparator.comparing(ListeningPort::on))
        .toList();
  }

  private static ListeningPort port(String on, int port, Optional<String> problem) {
    return new ListeningPort("TFTP", port, on, Optional.empty(), problem);
  }

  private void sayIfNowhere(boolean now) {
    if (now && !nowhere) {
      LOG.warn("{}", NOWHERE);
    }
    nowhere = now;
  }

  /** Ends every transfer with an ERROR, and listens no more. */
  void stop() {
    for (Listener listener : listening.values()) {
      listener.answers().deliveries().forEach(Delivery::stop);
      listener.close();
    }
    listening.clear();
    retired.forEach(sockets -> sockets.deliveries().forEach(Delivery::stop));
    retired.clear();
  }

  private void listen(Endpoint endpoint, LocalAddress local) {
    try {
      Listener listener = new Listener(loop, local, endpoint.port, buffers, requests);
      listening.put(endpoint, listener);
      complaints.remove(endpoint);
      LOG.info("{} listens", listener);
    } catch (IOException | UnsupportedOperationException e) {
      complain(endpoint, e);
    }
  }

  private void complain(Endpoint endpoint, Exception e) {
    if (String.valueOf(e.getMessage()).contains("annot assign")) {
      // a new IPv6 address is listed before it may be used, and an old one after
      LOG.debug("{} cannot be used yet", endpoint);
      return;
    }
    String complaint = complaint(endpoint, e);
    // once, and not with every attempt
    if (!complaint.equals(complaints.put(endpoint, complaint))) {
      LOG.error("{}", complaint);
    }
  }

  private static String complaint(Endpoint endpoint, Exception e) {
    return reason(endpoint, e) + " Until then it is tried again and again.";
  }

  private static String reason(Endpoint endpoint, Exception e) {
    String what =
        String.format(
            "TFTP cannot listen on port %d of %s (%s): ",
            endpoint.port, endpoint.address.getHostAddress(), endpoint.interfaceName);
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("ermission denied")) {
      return what
          + "that takes a privilege. Run Karaf as root, or give its Java CAP_NET_BIND_SERVICE.";
    }
    if (e instanceof BindException && reason.contains("in use")) {
      return what
          + "another program has it. Find it with \"ss -lunp sport = :"
          + endpoint.port
          + "\" (often tftpd-hpa or dnsmasq) and stop it, or leave this interface out of"
          + " \"interfaces\".";
    }
    return what + reason + ".";
  }
}
