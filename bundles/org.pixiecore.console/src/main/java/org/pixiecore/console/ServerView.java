package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ServedNetworks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other bundles know, as JSON: as much as there is, while some of them are replaced. */
@Component(service = ServerView.class)
public final class ServerView {

  private static final Logger LOG = LoggerFactory.getLogger(ServerView.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootHistory history;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootInquiry inquiry;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile OneShots oneShots;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ProgramInventory programs;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Listening> listening = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Downloads> downloads = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<ServedNetworks> networks = List.of();

  /** With the time, because browsers' clocks differ. */
  ObjectNode machines() {
    return MachineJson.list(known()).put("now", Instant.now().toString());
  }

  /** Those of which an answer tells. */
  Set<MacAddress> macs() {
    return known().stream()
        .limit(MachineJson.MOST)
        .map(MachineBoot::mac)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** One machine; empty if it is not known. */
  Optional<MachineBoot> machine(MacAddress mac) {
    BootHistory asked = history;
    return asked == null ? Optional.empty() : asked.machine(mac);
  }

  ObjectNode whole(MachineBoot boot) {
    return MachineJson.whole(boot, spent(boot.mac()));
  }

  ObjectNode problems() {
    BootHistory asked = history;
    return MachineJson.problems(asked == null ? List.of() : asked.problems());
  }

  ObjectNode booters() {
    BootInquiry asked = inquiry;
    ObjectNode json = Json.object();
    json.set("booters", StatusJson.booters(asked == null ? List.of() : asked.booters()));
    return json;
  }

  ObjectNode downloads() {
    ObjectNode json = Json.object();
    json.set(
        "downloads",
        StatusJson.downloads(
            downloads.stream().flatMap(source -> source.downloads().stream()).toList()));
    return json;
  }

  /** All about the server itself. */
  ObjectNode status() {
    ProgramInventory inventory = programs;
    ObjectNode json = Json.object();
    json.set("ports", StatusJson.ports(ports()));
    json.set(
        "networks",
        StatusJson.networks(
            networks.stream().flatMap(source -> source.networks().stream()).toList()));
    json.set("programs", StatusJson.programs(inventory == null ? List.of() : inventory.uses()));
    json.setAll(booters());
    json.setAll(downloads());
    return json.setAll(problems());
  }

  private List<MachineBoot> known() {
    BootHistory asked = history;
    return asked == null ? List.of() : asked.machines();
  }

  /** In an order that stays, however the services came. */
  private List<ListeningPort> ports() {
    List<ListeningPort> ports = new ArrayList<>();
    listening.forEach(source -> ports.addAll(source.ports()));
    ports.sort(Comparator.comparingInt(ListeningPort::port).thenComparing(ListeningPort::on));
    return ports;
  }

  private List<OneShots.Spent> spent(MacAddress mac) {
    OneShots asked = oneShots;
    if (asked == null) {
      return List.of();
    }
    try {
      return asked.spent().stream().filter(spent -> spent.mac().equals(mac)).toList();
    } catch (IOException e) {
      LOG.warn("What machines have booted once cannot be read: {}", e.getMessage());
      return List.of();
    }
  }
}
