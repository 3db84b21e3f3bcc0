package org.pixiecore.docs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration files of ours as people get them in {@code etc/}; those for other projects'
 * bundles have no form of ours. Every key is commented out, with its default: {@code #port = 69};
 * prose has a space behind the hash.
 */
final class ConfigurationFiles {

  private static final String OURS = "org.pixiecore.*";
  private static final String END = ".cfg";
  private static final Pattern KEY = Pattern.compile("#(\\w+) =(.*)");
  private static final Pattern PROSE = Pattern.compile("|#|# .*");

  private final Path folder;

  ConfigurationFiles(Path folder) {
    this.folder = folder;
  }

  /** The keys of every file, and what stands behind them, by the file's name without its end. */
  Map<String, Map<String, String>> all() throws IOException {
    Map<String, Map<String, String>> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, OURS + END)) {
      for (Path file : found) {
        files.put(file.getFileName().toString().replace(END, ""), keys(file));
      }
    }
    return files;
  }

  /** The name, without its end, of the file that is shipped for a PID or a factory. */
  Optional<String> of(Form form) throws IOException {
    String pattern = form.isFactory() ? form.pid() + "-*" : form.pid();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern + END)) {
      for (Path file : found) {
        return Optional.of(file.getFileName().toString().replace(END, ""));
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> keys(Path file) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        keys.put(key.group(1), key.group(2).strip());
      } else if (!PROSE.matcher(line).matches()) {
        throw new IOException(file + ": neither prose nor a key: " + line);
      }
    }
    return keys;
  }
}
