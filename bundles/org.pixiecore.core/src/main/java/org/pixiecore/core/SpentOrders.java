package org.pixiecore.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots.Spent;

/**
 * What has been booted once.
 *
 * @param confirmed when each was confirmed, the earliest first
 */
record SpentOrders(Map<OneShot, Instant> confirmed) {

  static final SpentOrders NONE = new SpentOrders(Map.of());

  SpentOrders {
    confirmed = Collections.unmodifiableMap(new LinkedHashMap<>(confirmed));
  }

  Optional<Spent> find(OneShot boot) {
    return Optional.ofNullable(confirmed.get(boot)).map(at -> spent(boot, at));
  }

  /** These and more, which are the latest. */
  SpentOrders with(Map<OneShot, Instant> more) {
    Map<OneShot, Instant> all = new LinkedHashMap<>(confirmed);
    all.putAll(more);
    return new SpentOrders(all);
  }

  /** The latest of these. */
  SpentOrders latest(int most) {
    if (confirmed.size() <= most) {
      return this;
    }
    Map<OneShot, Instant> fewer = new LinkedHashMap<>();
    confirmed.entrySet().stream()
        .skip(confirmed.size() - most)
        .forEach(entry -> fewer.put(entry.getKey(), entry.getValue()));
    return new SpentOrders(fewer);
  }

  /** These without a machine's. */
  SpentOrders without(MacAddress mac) {
    Map<OneShot, Instant> others = new LinkedHashMap<>(confirmed);
    others.keySet().removeIf(boot -> boot.mac().equals(mac));
    return new SpentOrders(others);
  }

  List<Spent> latestFirst() {
    List<Spent> all = new ArrayList<>();
    confirmed.forEach((boot, at) -> all.add(spent(boot, at)));
    Collections.reverse(all);
    return all;
  }

  private static Spent spent(OneShot boot, Instant at) {
    return new Spent(boot.mac(), boot.booter(), boot.order(), at);
  }
}
