package org.pixiecore.booter.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A publisher's list of checksums: lines {@code DIGEST FILE}, as sha256sum writes them, {@code
 * SHA256 (FILE) = DIGEST}, {@code FILE = sha256:DIGEST} of Fedora's {@code .treeinfo}, or the JSON
 * of CoreOS' streams. Other lines and weaker algorithms are passed over.
 */
final class ChecksumList {

  private static final String DIGITS = "([0-9a-fA-F]{64}|[0-9a-fA-F]{128})";
  private static final Pattern PLAIN = Pattern.compile(DIGITS + "\\s+\\*?(\\S+)");
  private static final Pattern TAGGED = Pattern.compile("SHA(?:256|512) \\((\\S+)\\) = " + DIGITS);

  private static final Pattern TREE_INFO = Pattern.compile("(\\S+) = sha(?:256|512):" + DIGITS);
  private static final Pattern STREAM =
      Pattern.compile(
          "\"location\":\\s*\"[^\"]*/([^\"/]+)\"[^{}]*?\"sha256\":\\s*\"" + DIGITS + "\"");

  private final Map<String, Checksum> checksums;

  private ChecksumList(Map<String, Checksum> checksums) {
    this.checksums = checksums;
  }

  static ChecksumList parse(String text) {
    Map<String, Checksum> checksums = new LinkedHashMap<>();
    text.lines()
        .map(String::strip)
        .forEach(
            line -> {
              put(checksums, PLAIN.matcher(line), 2, 1);
              put(checksums, TAGGED.matcher(line), 1, 2);
              put(checksums, TREE_INFO.matcher(line), 1, 2);
            });
    Matcher stream = STREAM.matcher(text);
    while (stream.find()) {
      checksums.put(stream.group(1), Checksum.of(stream.group(2)));
    }
    return new ChecksumList(checksums);
  }

  /**
   * Finds a file's, by the longest end of its path that the list has.
   *
   * @param path of its URL
   */
  Optional<Checksum> find(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Checksum checksum = checksums.get(path.substring(slash + 1));
      if (checksum != null) {
        return Optional.of(checksum);
      }
    }
    return Optional.empty();
  }

  private static void put(Map<String, Checksum> checksums, Matcher line, int file, int digits) {
    if (line.matches()) {
      checksums.put(relative(line.group(file)), Checksum.of(line.group(digits)));
    }
  }

  private static String relative(String file) {
    return file.startsWith("./") ? file.substring(2) : file;
  }
}
