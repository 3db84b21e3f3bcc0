package org.pixiecore.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the paths that a boot needs are served now. An open port says nothing of them: the HTTP
 * service opens it before it has the servlets, and iPXE does not ask twice for its first script.
 */
@Component(service = ServedPaths.class)
public final class ServedPaths {

  /**
   * Has Pax Web initialize a servlet when it takes it into service. Else it does so at the first
   * request, for which nobody would be given the URL.
   */
  static final String AT_ONCE = "load-on-startup:Integer=0";

  private static final Logger LOG = LoggerFactory.getLogger(ServedPaths.class);
  private static final Set<String> NEEDED =
      Set.of(ServerUrls.SCRIPT_PATH, ServerUrls.FILE_PATH, ServerUrls.FOLDER_PATH);

  /** How often each is served: a new port may have its servlet before the old one lets go. */
  private final ConcurrentMap<String, Integer> servlets = new ConcurrentHashMap<>();

  /** A servlet was taken into service. */
  void begin(String path) {
    servlets.merge(path, 1, Integer::sum);
    LOG.debug("{} is served", path);
  }

  /** It was taken out of service. */
  void end(String path) {
    servlets.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1);
    LOG.debug("{} is served no more", path);
  }

  /** Whether a machine that is sent here finds its script and its files. */
  boolean areComplete() {
    return servlets.keySet().containsAll(NEEDED);
  }

  /** Why a machine does not find them, for people; empty if it does. */
  Optional<String> problem() {
    List<String> missing =
        NEEDED.stream().filter(path -> !servlets.containsKey(path)).sorted().toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The port is open, but nothing serves %s there. At the start that is over in a moment."
                .formatted(String.join(", ", missing)));
  }
}
