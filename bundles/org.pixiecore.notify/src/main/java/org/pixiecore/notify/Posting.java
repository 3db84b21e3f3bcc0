package org.pixiecore.notify;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.event.EventConstants;
import org.pixiecore.api.MacAddress;

/**
 * An event for Event Admin: values are texts, numbers and truth values, which a handler in any
 * bundle can read. What is not known has no property.
 */
final class Posting {

  /** Below it are all topics. */
  static final String TOPICS = "org/pixiecore/boot/";

  private final String topic;
  private final Map<String, Object> properties = new HashMap<>();

  /**
   * @param name of the topic, below {@link #TOPICS}
   */
  Posting(String name, Instant at, Optional<MacAddress> mac, Optional<InetAddress> address) {
    topic = TOPICS + name;
    properties.put(EventConstants.TIMESTAMP, at.toEpochMilli());
    with("mac", mac);
    with("address", address.map(InetAddress::getHostAddress));
  }

  /** Text: of enums the name, of addresses what people write. */
  Posting with(String key, Object value) {
    properties.put(key, value instanceof Enum<?> constant ? constant.name() : value.toString());
    return this;
  }

  Posting with(String key, Optional<?> value) {
    value.ifPresent(present -> with(key, present));
    return this;
  }

  Posting with(String key, long number) {
    properties.put(key, number);
    return this;
  }

  Posting with(String key, boolean flag) {
    properties.put(key, flag);
    return this;
  }

  String topic() {
    return topic;
  }

  Map<String, Object> properties() {
    return properties;
  }
}
