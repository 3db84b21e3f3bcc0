package org.pixiecore.api.history;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.FileTransfer;

/**
 * A machine, and how its last boot goes or went, as it stood when it was asked for.
 *
 * @param mac of the interface that it boots from
 * @param vendor of that interface, by the MAC address's first octets; empty if this computer has no
 *     list of vendors, or it is not in there
 * @param machine as it asked last; empty if it has not asked to boot
 * @param address its IP address, as far as it is known
 * @param state how far it has come
 * @param link where in the chain it stands
 * @param began when this boot began
 * @param heard when something happened last
 * @param boots what it boots, without its command line; empty while that is not known
 * @param running the transfers that go on
 * @param timeline what happened, the oldest first, of earlier boots too
 * @param forgotten how many steps before those are kept no longer
 * @param diagnosis why it does not get any further; empty while it does
 */
public record MachineBoot(
    MacAddress mac,
    Optional<String> vendor,
    Optional<Machine> machine,
    Optional<InetAddress> address,
    BootState state,
    ChainLink link,
    Instant began,
    Instant heard,
    Optional<String> boots,
    List<FileTransfer> running,
    List<Step> timeline,
    long forgotten,
    Optional<Diagnosis> diagnosis) {

  public MachineBoot {
    Objects.requireNonNull(mac, "mac");
    Objects.requireNonNull(vendor, "vendor");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(began, "began");
    Objects.requireNonNull(heard, "heard");
    Objects.requireNonNull(boots, "boots");
    running = List.copyOf(running);
    timeline = List.copyOf(timeline);
    Objects.requireNonNull(diagnosis, "diagnosis");
  }
}
