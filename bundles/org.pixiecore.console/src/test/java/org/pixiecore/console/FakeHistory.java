package org.pixiecore.console;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.MachineBoot;

/** Knows what it was told. */
final class FakeHistory implements BootHistory {

  private final Map<MacAddress, MachineBoot> boots = new ConcurrentHashMap<>();

  void put(MachineBoot boot) {
    boots.put(boot.mac(), boot);
  }

  @Override
  public List<MachineBoot> machines() {
    return boots.values().stream()
        .sorted(Collections.reverseOrder(Comparator.comparing(MachineBoot::heard)))
        .toList();
  }

  @Override
  public Optional<MachineBoot> machine(MacAddress mac) {
    return Optional.ofNullable(boots.get(mac));
  }

  @Override
  public List<Problem> problems() {
    return machines().stream()
        .flatMap(boot -> boot.diagnosis().map(found -> new Problem(boot.mac(), found)).stream())
        .toList();
  }

  @Override
  public boolean forget(MacAddress mac) {
    return boots.remove(mac) != null;
  }
}
