package org.pixiecore.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.utils.properties.Properties;

/**
 * A private {@code karaf.base} with a choice of features: Karaf's own settings, its bundle cache,
 * configuration and log. It is this process' alone while it runs, and kept afterwards, so that the
 * next start, whichever server's that is, finds the bundles installed.
 */
final class Instance implements AutoCloseable {

  private static final int MOST_AT_ONCE = 16;
  private static final List<String> KARAF_SETTINGS =
      List.of(
          "config.properties",
          "custom.properties",
          "jre.properties",
          "startup.properties",
          "system.properties",
          "org.ops4j.pax.url.mvn.cfg");
  // command lines may hold passwords
  private static final FileAttribute<?> FOR_ITS_OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String SERVER = "pixiecore";
  private static final String FEATURES = "org.apache.karaf.features.cfg";

  private final Path folder;
  private final List<String> features;
  private final ProcessLock lock;

  private Instance(Path folder, List<String> features, ProcessLock lock) {
    this.folder = folder;
    this.features = features;
    this.lock = lock;
  }

  /**
   * Takes the first instance that no other process has.
   *
   * @param state where instances are kept, in a folder for each choice of features, named 0, 1,
   *     2...
   * @param features what is installed besides what every server needs
   */
  static Instance claim(Path state, String... features) throws IOException {
    Path parent = state.resolve(String.join("+", features));
    for (int number = 0; number < MOST_AT_ONCE; number++) {
      Path folder =
          Files.createDirectories(parent.resolve(String.valueOf(number)), FOR_ITS_OWNER_ALONE);
      Optional<ProcessLock> lock = ProcessLock.take(folder.resolve("lock"));
      if (lock.isPresent()) {
        return new Instance(folder, List.of(features), lock.get());
      }
    }
    throw new IOException(MOST_AT_ONCE + " are running already, with their files in " + parent);
  }

  Path folder() {
    return folder;
  }

  Path etc() {
    return folder.resolve("etc");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("log");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /** Where ConfigurationAdmin keeps its configuration. */
  Path configuration() {
    return folder.resolve("configuration");
  }

  /**
   * Makes it ready to start.
   *
   * @param configuration for the bundles
   * @return whether bundles are installed from an earlier start
   */
  boolean prepare(Distribution distribution, Map<String, Map<String, Object>> configuration)
      throws IOException {
    boolean warm = Files.exists(stamp()) && Files.readString(stamp()).equals(distribution.stamp());
    if (!warm) {
      Files.deleteIfExists(stamp());
      delete(data());
      delete(etc());
      Files.createDirectories(etc());
      for (String name : KARAF_SETTINGS) {
        Files.copy(distribution.etc().resolve(name), etc().resolve(name));
      }
      bootOnlyWhatIsNeeded(distribution.etc().resolve(FEATURES));
    }
    delete(temporary());
    Files.createDirectories(temporary());
    delete(configuration());
    ConfigurationStore.write(configuration(), configuration);
    return warm;
  }

  /** Remembers that every bundle is installed; a start that was cut short is not continued. */
  void remember(Distribution distribution) throws IOException {
    Files.writeString(stamp(), distribution.stamp());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private Path stamp() {
    return folder.resolve("installed");
  }

  /** No shell, no SSH, no JMX: whoever wants these runs the distribution itself. */
  private void bootOnlyWhatIsNeeded(Path original) throws IOException {
    Properties karaf = new Properties(false);
    karaf.load(original.toFile());
    karaf.put("featuresBoot", SERVER + ", " + String.join(", ", features));
    karaf.save(etc().resolve(FEATURES).toFile());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Instance::deleteFile);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
