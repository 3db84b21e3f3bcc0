package org.pixiecore.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.pixiecore.api.BootFile;

/** What the bundles are configured with: for each PID, its keys and values. */
final class BootConfiguration {

  /** The fixed booter's configuration; the part behind the tilde names this one of several. */
  static final String BOOTER = "org.pixiecore.booter.static~command-line";

  private BootConfiguration() {}

  /**
   * Configuration for the options.
   *
   * @param keyFile where the key of the file URLs is kept
   */
  static Map<String, Map<String, Object>> of(BootOptions options, Path keyFile) {
    Map<String, Map<String, Object>> configuration = new TreeMap<>();
    configuration.put(BOOTER, booter(options));
    configuration.put("org.pixiecore.core.files", Map.of("keyFile", keyFile.toString()));
    configuration.put("org.ops4j.pax.web", http(options));
    configuration.put("org.ops4j.pax.logging", LogConfiguration.of(options));
    options
        .address()
        .ifPresent(
            address -> {
              Map<String, Object> interfaces = Map.of("interfaces", address.getHostAddress());
              configuration.put("org.pixiecore.dhcp.server", interfaces);
              configuration.put("org.pixiecore.tftp.server", interfaces);
            });
    if (!options.programs().isEmpty()) {
      Map<String, Object> programs = new TreeMap<>();
      options.programs().forEach((key, file) -> programs.put(key, file.toString()));
      configuration.put("org.pixiecore.bootloaders", programs);
    }
    return configuration;
  }

  private static Map<String, Object> booter(BootOptions options) {
    Map<String, Object> booter = new TreeMap<>();
    booter.put("kernel", url(options.kernel()));
    // an array, because a URL may hold a comma
    booter.put(
        "initrd", options.initrds().stream().map(BootConfiguration::url).toArray(String[]::new));
    booter.put(
        "cmdline",
        options
            .commandLine()
            .expand(
                file ->
                    "{{ " + ArgumentTypes.KernelArguments.FUNCTION + " \"" + url(file) + "\" }}",
                "{{ CONFIRM }}"));
    options.message().ifPresent(message -> booter.put("message", message));
    return booter;
  }

  /** A URL has no quote, brace or space in it, whatever the file is called. */
  private static String url(BootFile file) {
    String url =
        file.isLocal() ? "file://" + file.location().getRawPath() : file.location().toString();
    return URI.create(url).toASCIIString();
  }

  private static Map<String, Object> http(BootOptions options) {
    Map<String, Object> http = new TreeMap<>();
    http.put("org.osgi.service.http.port", String.valueOf(options.httpPort()));
    options
        .address()
        .ifPresent(a -> http.put("org.ops4j.pax.web.listening.addresses", a.getHostAddress()));
    return http;
  }
}
