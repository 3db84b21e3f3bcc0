package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Listener} for each address that is to have one and can. Touched by the loop alone. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  /** The interface is part of it since link-local addresses repeat. */
  private record Endpoint(InetAddress address, String interfaceName, int port) {}

  private final EventLoop loop;
  private final Buffers buffers;
  private final Listener.Requests requests;
  private final Map<Endpoint, Listener> listening = new HashMap<>();
  private final Map<Endpoint, String> complaints = new HashMap<>();
  private final List<TransferSockets> retired = new ArrayList<>();
  private boolean nowhere;

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
  }

  private void sayIfNowhere(boolean now) {
    if (now && !nowhere) {
      LOG.warn(
          "TFTP listens nowhere: no interface that is up and chosen by \"interfaces\" has an"
              + " address. One that comes is used.");
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
      LOG.error("{} Until then it is tried again and again.", complaint);
    }
  }

  private static String complaint(Endpoint endpoint, Exception e) {
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
