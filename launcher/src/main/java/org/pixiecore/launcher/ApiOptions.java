package org.pixiecore.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server of the site answers.
 *
 * @param url where its API is
 * @param version which questions it understands, 1 or 2
 * @param timeout for one request; empty for the booter's own
 * @param login how the API knows who is asking
 * @param tls PEM files, absolute, by the booter's key for them
 * @param fileDirectories below which an answer may name files of this computer, absolute
 */
record ApiOptions(
    URI url,
    int version,
    Optional<Duration> timeout,
    Map<String, String> login,
    Map<String, Path> tls,
    List<Path> fileDirectories)
    implements BooterOptions {

  // a request that times out is sent once more; and the answer to the second is waited for
  private static final int ATTEMPTS = 2;
  private static final Duration PAUSES = Duration.ofSeconds(2);

  ApiOptions {
    login = Map.copyOf(login);
    tls = Map.copyOf(tls);
    fileDirectories = List.copyOf(fileDirectories);
  }

  @Override
  public String feature() {
    return "pixiecore-booter-api";
  }

  @Override
  public Map<String, Map<String, Object>> configuration() {
    Map<String, Object> booter = new TreeMap<>(login);
    booter.put("url", url.toString());
    booter.put("version", version);
    tls.forEach((key, file) -> booter.put(key, file.toString()));
    // an array, because a path may hold a comma
    booter.put(
        "fileDirectories", fileDirectories.stream().map(Path::toString).toArray(String[]::new));
    Map<String, Map<String, Object>> configuration = new TreeMap<>();
    configuration.put("org.pixiecore.booter.api~command-line", booter);
    timeout.ifPresent(
        request -> {
          Duration question = request.multipliedBy(ATTEMPTS).plus(PAUSES);
          booter.put("requestTimeout", request.toMillis());
          booter.put("questionTimeout", question.toMillis());
          configuration.put(
              "org.pixiecore.core", Map.of("booterTimeout", question.plus(PAUSES).toMillis()));
        });
    return configuration;
  }
}
