package org.pixiecore.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.HttpServiceRuntimeConstants;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.Machine;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the running HTTP service where it listens, also when that changes.
 *
 * <p>The service says so in its property {@code osgi.http.endpoint}: one URL for each connector,
 * with the wildcard address where it listens on all (OSGi compendium, 140.9).
 */
@Component(service = {BootUrls.class, Listening.class})
public final class ListeningPorts implements BootUrls, Listening {

  private static final Logger LOG = LoggerFactory.getLogger(ListeningPorts.class);

  /** In characters; they are ours to choose. */
  private static final int LONGEST_PROGRAM_NAME = 32;

  private static final ListeningPort NONE =
      new ListeningPort(
          "HTTP",
          0,
          "*",
          Optional.empty(),
          Optional.of(
              "No HTTP port is open. The log says why, if the port is taken; it is"
                  + " org.osgi.service.http.port in etc/org.ops4j.pax.web.cfg, or pixiecore's option"
                  + " --port."));

  private final ServedPaths served;
  private final LogLimit tooLong = new LogLimit(1, Duration.ofHours(1), System::nanoTime);
  private final ConcurrentMap<Object, List<Endpoint>> endpoints = new ConcurrentHashMap<>();

  @Activate
  public ListeningPorts(@Reference ServedPaths served) {
    this.served = served;
  }

  @Reference(
      service = HttpServiceRuntime.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      updated = "bindRuntime")
  void bindRuntime(Map<String, Object> properties) {
    Object said = properties.get(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT);
    List<Endpoint> now = Endpoint.readAll(texts(said));
    List<Endpoint> before = endpoints.put(properties.get("service.id"), now);
    // the service also reports each servlet that comes or goes, and no endpoint while it moves
    if (!now.isEmpty() && !now.equals(before)) {
      LOG.info("HTTP is served at {}", urls(now));
    }
  }

  void unbindRuntime(Map<String, Object> properties) {
    endpoints.remove(properties.get("service.id"));
  }

  @Override
  public Optional<String> base(InetAddress server) {
    return urls(server).map(ServerUrls::base);
  }

  @Override
  public Optional<String> script(InetAddress server, Machine machine) {
    return urls(server).map(urls -> script(urls, machine));
  }

  @Override
  public Optional<String> folder(InetAddress server, Machine machine) {
    return urls(server).map(urls -> urls.folder(machine, LONGEST - LONGEST_PROGRAM_NAME));
  }

  @Override
  public List<ListeningPort> ports() {
    Optional<String> problem = served.problem();
    List<Endpoint> open = endpoints.values().stream().flatMap(List::stream).toList();
    Stream<ListeningPort> missing =
        open.stream().anyMatch(Endpoint::isPlain) ? Stream.empty() : Stream.of(NONE);
    return Stream.concat(open.stream().map(endpoint -> endpoint.state(problem)), missing).toList();
  }

  private Optional<ServerUrls> urls(InetAddress server) {
    if (!served.areComplete()) {
      return Optional.empty();
    }
    return endpoints.values().stream()
        .flatMap(List::stream)
        .filter(endpoint -> endpoint.serves(server))
        .findFirst()
        .map(endpoint -> new ServerUrls(endpoint.base(server)));
  }

  private String script(ServerUrls urls, Machine machine) {
    String url = urls.script(machine, LONGEST);
    if (url.length() < urls.script(machine).length() && tooLong.permit().isPresent()) {
      LOG.warn(
          "{}: the URL of its script has no room for all that its relay says of it: booters that"
              + " decide on that do not see it when iPXE asks for its script",
          machine);
    }
    return url;
  }

  /** For people. */
  static String urls(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
  }

  /** String+ as the specification calls it: one, an array or a collection. */
  private static Stream<String> texts(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(String::valueOf);
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(String::valueOf);
    }
    return Stream.ofNullable(value).map(String::valueOf);
  }
}
