package org.pixiecore.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.pixiecore.api.Machine;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

/** A change of state, as JSON. What is not known is left out. */
final class NotificationDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NotificationDocument() {}

  /**
   * Writes it.
   *
   * @param id of the notification
   * @param at when the change was seen
   */
  static String write(String id, StateChange change, Instant at) {
    MachineBoot boot = change.boot();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("id", id);
    root.put("at", at.toString());
    root.set("machine", machine(boot));
    root.put("state", name(boot.state()));
    change.previous().ifPresent(state -> root.put("previous", name(state)));
    root.put("link", name(boot.link()));
    root.put("began", boot.began().toString());
    boot.boots().ifPresent(what -> root.put("boots", what));
    boot.diagnosis().ifPresent(diagnosis -> root.set("diagnosis", diagnosis(diagnosis)));
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always written", e);
    }
  }

  private static ObjectNode machine(MachineBoot boot) {
    ObjectNode machine = JsonNodeFactory.instance.objectNode();
    machine.put("mac", boot.mac().toString());
    boot.address().map(InetAddress::getHostAddress).ifPresent(ip -> machine.put("address", ip));
    boot.vendor().ifPresent(vendor -> machine.put("vendor", vendor));
    boot.machine()
        .ifPresent(
            asked -> {
              machine.put("architecture", asked.architecture().toString());
              machine.put("firmware", name(asked.firmware()));
            });
    boot.machine()
        .flatMap(Machine::uuid)
        .map(UUID::toString)
        .ifPresent(uuid -> machine.put("uuid", uuid));
    boot.machine().flatMap(Machine::serial).ifPresent(serial -> machine.put("serial", serial));
    return machine;
  }

  private static ObjectNode diagnosis(Diagnosis diagnosis) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("cause", name(diagnosis.cause()));
    node.put("at", diagnosis.at().toString());
    node.put("problem", diagnosis.problem());
    node.put("advice", diagnosis.advice());
    return node;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
