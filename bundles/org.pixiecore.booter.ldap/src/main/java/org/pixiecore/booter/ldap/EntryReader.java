package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.booter.ldap.DhcpStatement.Named;

/** Reads what an entry says about booting out of its attributes. */
final class EntryReader {

  /** OpenLDAP's way to give values an order, which LDAP itself has not: {0}first, {1}second. */
  private static final Pattern ORDERED = Pattern.compile("(?s)\\{(\\d{1,9})}(.*)");

  private static final String OPTION = "option";

  /** In characters; no kernel takes a command line as long as this. */
  static final int LONGEST_VALUE = 16 << 10;

  private final Map<Meaning, String> attributes;

  EntryReader(Map<Meaning, String> attributes) {
    this.attributes = attributes;
  }

  /**
   * Reads an entry.
   *
   * @throws EntryException if what it says is a contradiction
   */
  EntryFacts read(Entry entry) throws EntryException {
    EntryFacts.Builder facts = new EntryFacts.Builder(entry.getDN());
    Optional<String> file = Optional.empty();
    for (Meaning meaning : Meaning.values()) {
      for (String value : values(entry, meaning)) {
        checkLength(entry, meaning, value);
        switch (meaning) {
          case FILE -> file = one(entry, file, value);
          case PARAMETERS -> parameters(value, facts);
          case STATEMENTS, OPTIONS -> {
            Optional<String> named = statement(meaning, value, facts);
            file = named.isPresent() ? one(entry, file, named.get()) : file;
          }
          default -> meaning.fact().ifPresent(fact -> add(facts, fact, value));
        }
      }
    }
    // last, because what a file is depends on what stands beside it
    file.ifPresent(line -> FileLine.parse(line).addTo(facts));
    return facts.build();
  }

  private static void checkLength(Entry entry, Meaning meaning, String value)
      throws EntryException {
    int longest = meaning == Meaning.IPXE_SCRIPT ? IpxeScript.LARGEST_FILE : LONGEST_VALUE;
    if (value.length() > longest) {
      throw new EntryException(
          entry.getDN(),
          "its value for %s has %d characters, expected are at most %d"
              .formatted(meaning.label(), value.length(), longest));
    }
  }

  private static Optional<String> one(Entry entry, Optional<String> before, String value)
      throws EntryException {
    if (before.isPresent() && !before.get().equals(value)) {
      throw new EntryException(entry.getDN(), "it names two files to boot, expected is one");
    }
    return Optional.of(value);
  }

  /** A value of one line or several, each name=value; others are somebody else's. */
  private static void parameters(String value, EntryFacts.Builder facts) {
    for (String line : value.lines().toList()) {
      String[] pair = line.split("=", 2);
      Optional<Fact> fact = Fact.named(pair[0].strip());
      if (fact.isPresent() && pair.length == 2) {
        // OpenLDAP demands the colon of bootparamd's name=server:path, whatever the value is
        String text = pair[1].strip();
        add(facts, fact.get(), text.startsWith(":") ? text.substring(1) : text);
      }
    }
  }

  /** Gives the file that it names, if that is what it does. */
  private static Optional<String> statement(
      Meaning meaning, String value, EntryFacts.Builder facts) {
    Named statement = DhcpStatement.parse(value);
    boolean option = meaning == Meaning.OPTIONS;
    if (!option && statement.name().equals(OPTION)) {
      statement = DhcpStatement.parse(statement.rest());
      option = true;
    }
    switch (option ? OPTION + " " + statement.name() : statement.name()) {
      case "filename", "option bootfile-name" -> {
        return Optional.of(statement.value()).filter(text -> !text.isBlank());
      }
      case "next-server" -> facts.add(Fact.NEXT_SERVER, statement.value());
      case "option root-path" -> facts.add(Fact.ROOT_PATH, statement.value());
      default -> {}
    }
    return Optional.empty();
  }

  private static void add(EntryFacts.Builder facts, Fact fact, String value) {
    if (fact == Fact.INITRD) {
      // several in one value have an order
      Stream.of(value.strip().split("\\s+")).forEach(initrd -> facts.add(fact, initrd));
    } else {
      facts.add(fact, value);
    }
  }

  private List<String> values(Entry entry, Meaning meaning) {
    String attribute = attributes.get(meaning);
    String[] values = attribute == null ? null : entry.getAttributeValues(attribute);
    if (values == null) {
      return List.of();
    }
    if (Stream.of(values).allMatch(value -> ORDERED.matcher(value).matches())) {
      return Stream.of(values)
          .map(EntryReader::ordered)
          .sorted(Comparator.comparing(value -> Long.valueOf(value.group(1))))
          .map(value -> value.group(2))
          .toList();
    }
    return List.of(values);
  }

  private static Matcher ordered(String value) {
    Matcher matcher = ORDERED.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    return matcher;
  }
}
