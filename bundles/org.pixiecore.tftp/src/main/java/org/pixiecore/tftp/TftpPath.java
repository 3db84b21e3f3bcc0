package org.pixiecore.tftp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a file in a request, taken apart. It never leads out of the tree that is served: a
 * leading separator means that tree's root, and {@code ..} is refused wherever it stands.
 *
 * @param segments at least one; none is empty, {@code .} or {@code ..}, or holds a separator or a
 *     control character
 */
public record TftpPath(List<String> segments) {

  // also what turns the direction of text or ends a line, since names go to logs
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final int MAX_SHOWN = 80;

  public TftpPath {
    segments = List.copyOf(segments);
  }

  /** A name that is refused. The message says why; it is short and holds no control character. */
  public static final class RefusedException extends Exception {
    private RefusedException(String name, String reason) {
      super("\"" + printable(name) + "\" " + reason, null, false, false);
    }
  }

  /**
   * Takes a name apart at slashes and backslashes, which some firmware writes.
   *
   * @throws RefusedException if the name leads upwards, names nothing, or has control characters
   */
  public static TftpPath parse(String name) throws RefusedException {
    if (UNPRINTABLE.matcher(name).find()) {
      throw new RefusedException(name, "has control characters");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : name.split("[/\\\\]", -1)) {
      if (segment.equals("..")) {
        throw new RefusedException(name, "leads upwards");
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    if (segments.isEmpty()) {
      throw new RefusedException(name, "names no file");
    }
    return new TftpPath(segments);
  }

  /** The file's own name, without what leads to it. */
  public String last() {
    return segments.get(segments.size() - 1);
  }

  /** The segments with a slash between them. */
  @Override
  public String toString() {
    return String.join("/", segments);
  }

  private static String printable(String name) {
    String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }
}
