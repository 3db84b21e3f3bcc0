package org.pixiecore.booter.machines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.document.BootDocument;
import org.pixiecore.document.BootDocumentException;

/**
 * Makes of a profile what a machine boots, with variables filled in where <code>{{ name }}</code>
 * stands: in names of files, the command line, the message and the script. A value is text and
 * nothing else, whatever it looks like.
 */
final class Expansion {

  /** A variable's name, in a file. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\s*(" + NAME + ")\\s*}}");
  private static final Pattern URL = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final List<String> TEXTS = List.of("message", "ipxe-script");

  // a machine says its serial number itself: it must not lead out of a directory
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final BootFile SOME_FILE = BootFile.parse("/");

  private final Function<String, Optional<String>> values;
  private final boolean complete;
  private final Path directory;
  private final Set<String> used = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();

  private Expansion(Function<String, Optional<String>> values, boolean complete, Path directory) {
    this.values = values;
    this.complete = complete;
    this.directory = directory;
  }

  /**
   * For a machine.
   *
   * @param values of the variables; empty for one that there is not
   * @param directory where relative names of files start
   */
  static Expansion of(Function<String, Optional<String>> values, Path directory) {
    return new Expansion(values, true, directory);
  }

  /**
   * For looking whether a profile is sound before any machine asks. A variable that is not known
   * yet may have any value then.
   */
  static Expansion trial(Function<String, Optional<String>> values, Path directory) {
    return new Expansion(values, false, directory);
  }

  /**
   * What is booted.
   *
   * @param once in place of the profile's own
   * @throws ProblemException if that is nothing; the message is without the variables' values
   */
  BootSpec read(Profile profile, Optional<JsonNode> once) throws ProblemException {
    ObjectNode document = profile.document();
    if (profile.loads()) {
      once.ifPresent(value -> document.set("once", value));
    }
    for (String name : TEXTS) {
      if (document.path(name).isTextual()) {
        document.put(name, text(profile, name, document.path(name).textValue()));
      }
    }
    try {
      UnaryOperator<String> variable = this::value;
      return BootDocument.read(document, this::file, variable);
    } catch (BootDocumentException e) {
      throw new ProblemException(
          profile.at(e.pointer()),
          (e.pointer().isEmpty() ? "" : e.pointer().substring(1) + ": ") + e.problem());
    }
  }

  /** The names of the variables that stand there. */
  Set<String> used() {
    return used;
  }

  /** Those of them that have no value. */
  Set<String> missing() {
    return missing;
  }

  private String text(Profile profile, String member, String text) throws ProblemException {
    try {
      return fill(text, this::value);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(profile.at("/" + member), member + ": " + e.getMessage());
    }
  }

  private BootFile file(String written) {
    int missingBefore = missing.size();
    String name = fill(written, this::valueInFileName);
    if (missing.size() > missingBefore) {
      return SOME_FILE;
    }
    try {
      return name.startsWith("/") || URL.matcher(name).matches()
          ? BootFile.parse(name)
          : BootFile.of(directory.resolve(name));
    } catch (IllegalArgumentException e) {
      if (name.equals(written)) {
        throw e;
      }
      // not as the cause: its message has the values
      throw new IllegalArgumentException("with its variables filled in it names no file");
    }
  }

  private static String fill(String text, UnaryOperator<String> values) {
    Matcher template = TEMPLATE.matcher(text);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    while (template.find()) {
      filled.append(literal(text.substring(end, template.start())));
      filled.append(values.apply(template.group(1)));
      end = template.end();
    }
    return filled.append(literal(text.substring(end))).toString();
  }

  private static String literal(String text) {
    int open = text.indexOf("{{");
    if (open >= 0) {
      throw new IllegalArgumentException(
          "at \"%s\": only variables like {{ hostname }} can stand here; in a script,"
                  .formatted(text.substring(open, Math.min(text.length(), open + 40)))
              + " ${pixiecore-confirm} is what {{ CONFIRM }} is in a command line");
    }
    return text;
  }

  private String valueInFileName(String name) {
    String value = value(name);
    if (name.equals(BuiltIn.SERIAL.key())
        && !missing.contains(name)
        && !FILE_NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the machine's serial number has other characters than letters, digits, \"-\", \"_\" and"
              + " \".\", and cannot stand in the name of a file");
    }
    return value;
  }

  private String value(String name) {
    used.add(name);
    Optional<String> value = values.apply(name);
    if (value.isPresent()) {
      return value.get();
    }
    missing.add(name);
    if (complete) {
      throw new IllegalArgumentException("the variable " + name + " has no value here");
    }
    return "x";
  }
}
