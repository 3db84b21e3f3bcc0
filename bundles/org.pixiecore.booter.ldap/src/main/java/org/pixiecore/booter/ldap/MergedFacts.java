package org.pixiecore.booter.ldap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a machine's entry and its groups say together. The nearest that says what to boot says it;
 * each other fact comes from the nearest that has it.
 */
final class MergedFacts {

  private record Said(List<String> values, String dn) {}

  private final Map<Fact, Said> said = new EnumMap<>(Fact.class);
  private Optional<Fact> kind = Optional.empty();

  /**
   * Fills in what is lacking.
   *
   * @param level entries that are equally near, so that none of them comes before another
   * @throws EntryException if two of them say different things about what is lacking
   */
  void add(Collection<EntryFacts> level) throws EntryException {
    Map<Fact, Said> found = new EnumMap<>(Fact.class);
    for (EntryFacts entry : level) {
      for (Map.Entry<Fact, List<String>> fact : entry.facts().entrySet()) {
        if (!isLacking(fact.getKey())) {
          continue;
        }
        Said other = found.put(fact.getKey(), new Said(fact.getValue(), entry.dn()));
        if (other != null && !other.values().equals(fact.getValue())) {
          throw contradiction(fact.getKey(), other.dn(), entry.dn());
        }
      }
    }
    List<Fact> kinds = found.keySet().stream().filter(Fact::isKind).toList();
    if (kinds.size() > 1) {
      throw contradiction(kinds.get(0), found.get(kinds.get(0)).dn(), found.get(kinds.get(1)).dn());
    }
    kind = kind.or(() -> kinds.stream().findFirst());
    said.putAll(found);
  }

  /** What it boots; empty if none says that. */
  Optional<Fact> kind() {
    return kind;
  }

  /** A fact's values; empty if none says it. */
  List<String> all(Fact fact) {
    return said.containsKey(fact) ? said.get(fact).values() : List.of();
  }

  /** A fact's only value; empty if none says it. */
  Optional<String> one(Fact fact) {
    return all(fact).stream().findFirst();
  }

  /**
   * The entry that says a fact.
   *
   * @throws IllegalArgumentException if none does
   */
  String origin(Fact fact) {
    if (!said.containsKey(fact)) {
      throw new IllegalArgumentException(fact + " is said by no entry");
    }
    return said.get(fact).dn();
  }

  /** Which entry said what, a line for each entry. */
  List<String> origins() {
    Map<String, StringJoiner> byEntry = new LinkedHashMap<>();
    said.forEach(
        (fact, what) ->
            byEntry
                .computeIfAbsent(what.dn(), dn -> new StringJoiner(", ", "", " from " + dn))
                .add(fact.label()));
    List<String> lines = new ArrayList<>();
    byEntry.values().forEach(line -> lines.add(line.toString()));
    return lines;
  }

  private boolean isLacking(Fact fact) {
    return fact.isKind() ? kind.isEmpty() : !said.containsKey(fact);
  }

  private static EntryException contradiction(Fact fact, String one, String other) {
    return new EntryException(
        "the entries %s and %s are equally near and contradict each other about %s"
            .formatted(one, other, fact.label()));
  }
}
