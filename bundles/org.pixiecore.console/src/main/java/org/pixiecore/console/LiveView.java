package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.MachineBoot;

/**
 * What viewers are told, and when. A machine that changes often is told of as it stands in the end;
 * what is not watched costs nothing.
 */
final class LiveView {

  /** How many beats lie between two looks at the machines that are forgotten. */
  private static final int LOOK = 5;

  /** How many beats a viewer hears nothing, at the most: proxies and servers end silent ones. */
  private static final int SILENCE = 10;

  private static final byte[] HEARTBEAT = ": the server is there\n\n".getBytes(UTF_8);

  private final ServerView server;
  private final Viewers viewers;
  private final Set<MacAddress> loading = ConcurrentHashMap.newKeySet();
  private final Map<MacAddress, MachineBoot> changed = new LinkedHashMap<>();
  private Set<MacAddress> known = Set.of();
  private String status = "";
  private int beats;

  LiveView(ServerView server, Viewers viewers) {
    this.server = server;
    this.viewers = viewers;
  }

  /**
   * Something about a machine changed.
   *
   * @return whether there is anything to {@link #tell} that was not there before
   */
  boolean change(MachineBoot boot) {
    if (boot.running().isEmpty()) {
      loading.remove(boot.mac());
    } else {
      loading.add(boot.mac());
    }
    if (viewers.isEmpty()) {
      return false;
    }
    synchronized (changed) {
      boolean first = changed.isEmpty();
      changed.put(boot.mac(), boot);
      return first;
    }
  }

  /** Tells what changed. */
  void tell() {
    List<MachineBoot> now;
    synchronized (changed) {
      now = List.copyOf(changed.values());
      changed.clear();
    }
    now.forEach(boot -> send("machine", MachineJson.summary(boot)));
  }

  /** Everything, for one who has just come. */
  byte[] beginning() {
    return ("retry: 3000\n"
            + new String(Viewer.event("machines", Json.write(server.machines())), UTF_8))
        .concat(new String(Viewer.event("status", Json.write(server.status())), UTF_8))
        .getBytes(UTF_8);
  }

  /** To be called each second: tells what nobody reports. */
  void beat() {
    beats++;
    if (viewers.isEmpty()) {
      return;
    }
    if (beats % SILENCE == 0) {
      viewers.send(HEARTBEAT);
    }
    tellProgress();
    if (beats % LOOK == 0) {
      tellForgotten();
    }
    String now = Json.write(server.status());
    if (!now.equals(status)) {
      status = now;
      viewers.send(Viewer.event("status", now));
    }
  }

  private void tellProgress() {
    loading.removeIf(mac -> !goesOn(mac));
  }

  private boolean goesOn(MacAddress mac) {
    Optional<MachineBoot> boot = server.machine(mac).filter(known -> !known.running().isEmpty());
    boot.ifPresent(known -> send("progress", MachineJson.progress(known)));
    return boot.isPresent();
  }

  private void tellForgotten() {
    Set<MacAddress> now = server.macs();
    for (MacAddress mac : known) {
      if (!now.contains(mac)) {
        send("forgotten", Json.object().put("mac", mac.toString()));
      }
    }
    known = now;
  }

  private void send(String event, ObjectNode json) {
    viewers.send(Viewer.event(event, Json.write(json)));
  }
}
