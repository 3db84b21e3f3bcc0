package org.pixiecore.api.config;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one configuration, as ConfigurationAdmin delivers it, key by key. A value that is not
 * allowed gives the fallback and is remembered in {@link #problems()}, so that a person learns of
 * every mistake at once. An absent or blank value gives the fallback and is no problem.
 */
public final class Configuration {

  /**
   * A value that was refused.
   *
   * @param key its key
   * @param value what was given; empty text if a required value is missing
   * @param allowed what is allowed, in words that continue "allowed is"
   */
  public record Problem(String key, String value, String allowed) {}

  private static final Set<String> FRAMEWORK_PREFIXES =
      Set.of("service.", "component.", "felix.", "osgi.", "objectClass", "event.", ".");

  private final Map<String, ?> properties;
  private final Set<String> known = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();

  public Configuration(Map<String, ?> properties) {
    this.properties = properties;
  }

  /** Text, stripped. */
  public String text(String key, String fallback) {
    return value(key, "text", Function.identity(), fallback);
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int integer(String key, int min, int max, int fallback) {
    return value(
        key,
        "a whole number from " + min + " to " + max,
        text -> {
          int number = Integer.parseInt(text);
          if (number < min || number > max) {
            throw new IllegalArgumentException();
          }
          return number;
        },
        fallback);
  }

  /** A number of milliseconds from {@code min} to {@code max}, both included. */
  public Duration milliseconds(String key, int min, int max, Duration fallback) {
    return Duration.ofMillis(integer(key, min, max, (int) fallback.toMillis()));
  }

  /** {@code true} or {@code false}, in any case. */
  public boolean flag(String key, boolean fallback) {
    return value(
        key,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            },
        fallback);
  }

  /** The name of one of an enum's constants, in any case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    String allowed =
        Stream.of(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", ""));
    return value(
        key,
        allowed,
        text ->
            Stream.of(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        fallback);
  }

  /**
   * Anything else.
   *
   * @param allowed what is allowed, for people
   * @param parser throws {@link IllegalArgumentException} for what is not; its message, if any, is
   *     shown
   */
  public <T> T value(String key, String allowed, Function<String, T> parser, T fallback) {
    return text(key).flatMap(text -> parse(key, text, allowed, parser)).orElse(fallback);
  }

  /** As {@link #value}, but a missing value is a problem too. Empty if missing or not allowed. */
  public <T> Optional<T> required(String key, String allowed, Function<String, T> parser) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      problems.add(new Problem(key, "", allowed));
    }
    return text.flatMap(t -> parse(key, t, allowed, parser));
  }

  /**
   * A parser for {@link #value} and {@link #list}: an absolute path, normalized.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Path absolutePath(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("\"" + text + "\" is relative");
    }
    return path.normalize();
  }

  /** A secret; empty if none is given. A value that is not allowed is not shown in the problem. */
  public Optional<Secret> secret(String key) {
    Optional<String> text = text(key);
    try {
      return text.map(Secret::of);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(key, "(hidden)", Secret.ALLOWED));
      return Optional.empty();
    }
  }

  /**
   * A list: an array, a collection, or text with commas between the items. Empty items are left
   * out. If an item is not allowed, that is a problem and the list comes without it.
   */
  public <T> List<T> list(String key, String allowed, Function<String, T> parser) {
    known.add(key);
    return items(properties.get(key))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .flatMap(item -> parse(key, item, allowed, parser).stream())
        .toList();
  }

  /** Reports a value that is wrong for a reason which is not in it alone. */
  public void refuse(String key, String allowed) {
    problems.add(new Problem(key, text(key).orElse(""), allowed));
  }

  /** What was refused, in the order of reading. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Keys that are set, are not the framework's, and that nobody has read: most likely misspelt. */
  public Set<String> unknownKeys() {
    Set<String> unknown = new TreeSet<>(properties.keySet());
    unknown.removeAll(known);
    unknown.removeIf(key -> FRAMEWORK_PREFIXES.stream().anyMatch(key::startsWith));
    return unknown;
  }

  /** The keys that have been read so far. */
  public Set<String> knownKeys() {
    return Set.copyOf(known);
  }

  /** The file that the configuration was read from, if File Install did, else its PID. */
  public String source() {
    Object file = properties.get("felix.fileinstall.filename");
    Object pid = properties.get("service.pid");
    return String.valueOf(file != null ? file : pid).replaceFirst("^file:", "");
  }

  private Optional<String> text(String key) {
    known.add(key);
    return Optional.ofNullable(properties.get(key))
        .map(value -> String.valueOf(value).strip())
        .filter(text -> !text.isEmpty());
  }

  private <T> Optional<T> parse(
      String key, String text, String allowed, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      // a number parser's message repeats the input and says nothing of what is allowed
      boolean says = e.getMessage() != null && !(e instanceof NumberFormatException);
      problems.add(new Problem(key, text, says ? allowed + " (" + e.getMessage() + ")" : allowed));
      return Optional.empty();
    }
  }

  private static Stream<String> items(Object value) {
    if (value == null) {
      return Stream.empty();
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(String::valueOf);
    }
    if (value.getClass().isArray()) {
      return Stream.iterate(0, i -> i < Array.getLength(value), i -> i + 1)
          .map(i -> String.valueOf(Array.get(value, i)));
    }
    return Arrays.stream(String.valueOf(value).split(","));
  }
}
