package org.pixiecore.booter.ldap;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one entry says about booting.
 *
 * @param dn which entry
 * @param facts what it says; no list is empty. At most one fact is a {@linkplain Fact#isKind kind},
 *     and only {@linkplain Fact#isList lists} have more than one value
 */
record EntryFacts(String dn, Map<Fact, List<String>> facts) {

  EntryFacts {
    facts = Map.copyOf(facts);
  }

  /** What it boots; empty if it does not say that. */
  Optional<Fact> kind() {
    return Fact.kinds().stream().filter(facts::containsKey).findFirst();
  }

  /** Gathers the facts of an entry. */
  static final class Builder {

    private final String dn;
    private final Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);

    Builder(String dn) {
      this.dn = dn;
    }

    /** One more value; blank ones say nothing. */
    void add(Fact fact, String value) {
      if (!value.isBlank()) {
        facts.computeIfAbsent(fact, unused -> new ArrayList<>()).add(value.strip());
      }
    }

    boolean has(Fact fact) {
      return facts.containsKey(fact);
    }

    /**
     * All of them.
     *
     * @throws EntryException if they contradict each other
     */
    EntryFacts build() throws EntryException {
      for (Map.Entry<Fact, List<String>> fact : facts.entrySet()) {
        if (!fact.getKey().isList() && fact.getValue().stream().distinct().count() > 1) {
          throw new EntryException(
              dn,
              "it has %d values for %s, expected is one"
                  .formatted(fact.getValue().size(), fact.getKey().label()));
        }
      }
      List<Fact> kinds = Fact.kinds().stream().filter(facts::containsKey).toList();
      if (kinds.size() > 1) {
        throw new EntryException(
            dn,
            "it says both %s and %s, expected is one of them"
                .formatted(kinds.get(0).label(), kinds.get(1).label()));
      }
      return new EntryFacts(dn, facts);
    }
  }
}
