package org.pixiecore.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the bundles are configured with: for each PID, its keys and values. */
final class BootConfiguration {

  private BootConfiguration() {}

  /**
   * Configuration for the options.
   *
   * @param keyFile where the key of the file URLs is kept
   * @param onceFile where it is kept what machines have booted that they were to boot once
   * @param leaseFile where it is kept who has which address
   * @param cache where the files of recipes are kept
   */
  static Map<String, Map<String, Object>> of(
      BooterOptions booter,
      ServerOptions server,
      Path keyFile,
      Path onceFile,
      Path leaseFile,
      Path cache) {
    Map<String, Map<String, Object>> configuration = new TreeMap<>(booter.configuration());
    configuration.put("org.pixiecore.core.files", Map.of("keyFile", keyFile.toString()));
    configuration.put("org.pixiecore.core.once", Map.of("onceFile", onceFile.toString()));
    configuration.computeIfPresent(
        RecipeOptions.RECIPES,
        (pid, recipes) -> {
          Map<String, Object> kept = new TreeMap<>(recipes);
          kept.put("cache", cache.toString());
          return kept;
        });
    configuration.put("org.ops4j.pax.web", http(server));
    configuration.put("org.ops4j.pax.logging", LogConfiguration.of(server));
    Map<String, Object> dhcp = new TreeMap<>();
    server
        .address()
        .ifPresent(
            address -> {
              Map<String, Object> interfaces = Map.of("interfaces", address.getHostAddress());
              dhcp.putAll(interfaces);
              configuration.put("org.pixiecore.tftp.server", interfaces);
            });
    if (server.dhcpNoBind()) {
      dhcp.put("socket", "raw");
    }
    if (!dhcp.isEmpty()) {
      configuration.put("org.pixiecore.dhcp.server", dhcp);
    }
    server
        .addresses()
        .ifPresent(
            addresses -> {
              Map<String, Object> leases = new TreeMap<>(addresses.configuration(leaseFile));
              server.address().ifPresent(a -> leases.put("interfaces", a.getHostAddress()));
              configuration.put(AddressOptions.PID, leases);
            });
    Map<String, Object> bootloaders = new TreeMap<>();
    server.programs().forEach((key, file) -> bootloaders.put(key, file.toString()));
    server.loaders().forEach((key, machines) -> bootloaders.put(key, String.join(", ", machines)));
    if (!bootloaders.isEmpty()) {
      configuration.put("org.pixiecore.bootloaders", bootloaders);
    }
    return configuration;
  }

  private static Map<String, Object> http(ServerOptions server) {
    Map<String, Object> http = new TreeMap<>();
    http.put("org.osgi.service.http.port", String.valueOf(server.httpPort()));
    server
        .address()
        .ifPresent(a -> http.put("org.ops4j.pax.web.listening.addresses", a.getHostAddress()));
    return http;
  }
}
