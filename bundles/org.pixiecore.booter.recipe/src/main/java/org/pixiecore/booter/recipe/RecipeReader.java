package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.log.UrlSecrets;
import org.pixiecore.booter.recipe.BootRecipe.Lookup;
import org.pixiecore.booter.recipe.BootRecipe.Variant;
import org.pixiecore.booter.recipe.BootRecipe.What;

/**
 * Reads a recipe's file: keys and values as in the other files of {@code etc/}. Nearly every key
 * may be followed by a dot and an architecture, and is for that one then.
 */
final class RecipeReader {

  private static final String URL = "an http or https URL without a user";
  private static final String PLACE = "an absolute path, or an http or https URL without a user";
  private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9]*");
  private static final List<String> OWN_PLACEHOLDERS = List.of("mirror", "arch", "base");

  private final String name;
  private final String text;
  private final Configuration keys;
  private final Map<String, String> values;

  private RecipeReader(String name, String text, Map<String, String> values) {
    this.name = name;
    this.text = text;
    this.values = values;
    this.keys = new Configuration(values);
  }

  /**
   * Reads.
   *
   * @param name what the recipe is called
   * @param text what its file holds
   * @throws RecipeException if anything in it is wrong; the message tells of all that is
   */
  static BootRecipe read(String name, String text) throws RecipeException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException | IOException e) {
      throw new RecipeException("it is no file of keys and values: " + e.getMessage(), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return new RecipeReader(name, text, values).read();
  }

  private BootRecipe read() throws RecipeException {
    String title =
        keys.required("title", "what it boots, for people", UnaryOperator.identity()).orElse("");
    Map<String, String> architectures = architectures();
    Map<String, Lookup> lookups = lookups();
    Map<String, Variant> variants = new LinkedHashMap<>();
    architectures.forEach((ours, theirs) -> variants.put(ours, variant(ours, theirs, lookups)));
    BootRecipe recipe =
        new BootRecipe(
            name,
            title,
            keys.text("note", ""),
            keys.value(BootRecipe.VERSION, Version.ALLOWED, Version::check, ""),
            variants,
            lookups,
            Digests.sha256(text));
    List<String> mistakes =
        Stream.concat(
                keys.problems().stream()
                    .map(
                        problem ->
                            "%s = \"%s\" is refused; allowed is %s"
                                .formatted(
                                    problem.key(),
                                    UrlSecrets.mask(problem.value()),
                                    problem.allowed())),
                keys.unknownKeys().stream().map(key -> key + " is no known key"))
            .toList();
    if (!mistakes.isEmpty()) {
      throw new RecipeException(String.join("; ", mistakes));
    }
    return recipe;
  }

  private Map<String, String> architectures() {
    Map<String, String> architectures = new LinkedHashMap<>();
    String allowed =
        "a list of architectures, each with what the distribution calls it, like x86-64:amd64; of "
            + MachineKind.all();
    List<String[]> pairs =
        keys.list(
            "architectures",
            allowed,
            item -> {
              String[] pair = item.split(":", 2);
              if (!MachineKind.isKnown(pair[0].strip())) {
                throw new IllegalArgumentException("\"" + pair[0] + "\" is none");
              }
              return new String[] {pair[0].strip(), pair[pair.length - 1].strip()};
            });
    pairs.forEach(pair -> architectures.put(pair[0], pair[1]));
    if (architectures.isEmpty() && keys.problems().isEmpty()) {
      keys.refuse("architectures", allowed);
    }
    return architectures;
  }

  private Map<String, Lookup> lookups() {
    Map<String, Lookup> lookups = new TreeMap<>();
    for (String key : values.keySet()) {
      if (!key.startsWith("lookup.") || key.endsWith(".find")) {
        continue;
      }
      String placeholder = key.substring("lookup.".length());
      if (!VARIABLE.matcher(placeholder).matches() || OWN_PLACEHOLDERS.contains(placeholder)) {
        keys.refuse(key, "a key lookup.NAME with a NAME of small letters and digits");
        continue;
      }
      Pattern find =
          keys.required(
                  key + ".find",
                  "a regular expression with one group, which is the value",
                  RecipeReader::pattern)
              .orElse(Pattern.compile("()"));
      lookups.put(
          placeholder,
          new Lookup(checked(key, "", URL, placeholders("a"), RecipeReader::url), find));
    }
    return lookups;
  }

  private Variant variant(String ours, String theirs, Map<String, Lookup> lookups) {
    List<What> given =
        Arrays.stream(What.values()).filter(what -> !text(what.key(), ours).isEmpty()).toList();
    if (given.size() != 1) {
      keys.refuse(
          key(What.KERNEL.key(), ours),
          "one of kernel, program and script, for each architecture; for "
              + ours
              + " there "
              + (given.isEmpty() ? "is none" : "are " + given.size()));
    }
    What what = given.isEmpty() ? What.KERNEL : given.get(0);
    Placeholders known = placeholders(theirs);
    lookups.keySet().forEach(lookup -> known.put(lookup, "1"));
    String base = checked("base", ours, PLACE, known, RecipeReader::place);
    known.put("base", base);
    return new Variant(
        theirs,
        keys.list(key("mirrors", ours), URL, RecipeReader::url),
        base,
        what,
        checked(what.key(), ours, PLACE, known, RecipeReader::place),
        list("initrd", ours, PLACE, known, RecipeReader::place),
        checked(
            "cmdline",
            ours,
            "one line, in which {{ ID \"URL\" }} is a URL of that file on this server",
            known,
            RecipeReader::commandLine),
        keys.text(key("message", ours), ""),
        list("checksums", ours, URL, known, RecipeReader::url),
        checked("install", ours, "a package", known, UnaryOperator.identity()));
  }

  /** Stands for what is known only when it is booted. */
  private static Placeholders placeholders(String arch) {
    Placeholders known = new Placeholders();
    known.put("mirror", "https://mirror.invalid");
    known.put("arch", arch);
    known.put(BootRecipe.VERSION, "1");
    return known;
  }

  /** The key that is for this architecture: its own, if there is one. */
  private String key(String key, String architecture) {
    String own = key + "." + architecture;
    // both are read, so that neither is taken for misspelt
    keys.text(key, "");
    return keys.text(own, "").isEmpty() ? key : own;
  }

  private String text(String key, String architecture) {
    return keys.text(key(key, architecture), "");
  }

  private String checked(
      String key,
      String architecture,
      String allowed,
      Placeholders known,
      UnaryOperator<String> check) {
    return keys.value(
        key(key, architecture),
        allowed,
        value -> {
          String unused = check.apply(known.expand(value));
          return value;
        },
        "");
  }

  private List<String> list(
      String key,
      String architecture,
      String allowed,
      Placeholders known,
      UnaryOperator<String> check) {
    return keys.list(
        key(key, architecture),
        allowed,
        value -> {
          String unused = check.apply(known.expand(value));
          return value;
        });
  }

  private static String place(String text) {
    Place unused = Place.parse(text);
    return text;
  }

  private static String commandLine(String text) {
    CommandLine unused =
        CommandLine.parse(text, PreparedBoot.FILE_FUNCTION, place -> Place.parse(place).file());
    return text;
  }

  private static String url(String text) {
    if (Place.parse(text).file().isLocal()) {
      throw new IllegalArgumentException("\"" + text + "\" is a path");
    }
    return text;
  }

  private static Pattern pattern(String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() != 1) {
        throw new IllegalArgumentException("it has not one group");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }
}
