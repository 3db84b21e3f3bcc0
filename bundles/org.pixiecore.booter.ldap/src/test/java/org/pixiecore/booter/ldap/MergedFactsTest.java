package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedFactsTest {

  private static final EntryFacts MACHINE = says("cn=machine", Fact.CMDLINE, "own");
  private static final EntryFacts KERNEL =
      new EntryFacts(
          "cn=kernel", Map.of(Fact.KERNEL, List.of("k"), Fact.CMDLINE, List.of("group")));
  private static final EntryFacts PROGRAM = says("cn=program", Fact.PROGRAM, "p");

  @Test
  void eachFactComesFromTheNearestThatHasIt() throws Exception {
    MergedFacts facts = merged(List.of(MACHINE), List.of(KERNEL));

    assertThat(facts.kind()).contains(Fact.KERNEL);
    assertThat(facts.one(Fact.CMDLINE)).contains("own");
    assertThat(facts.origins()).containsExactly("kernel from cn=kernel", "cmdline from cn=machine");
  }

  @Test
  void whatToBootComesFromOneEntryAlone() throws Exception {
    MergedFacts facts = merged(List.of(PROGRAM), List.of(KERNEL));

    assertThat(facts.kind()).contains(Fact.PROGRAM);
    assertThat(facts.all(Fact.KERNEL)).isEmpty();
  }

  @Test
  void groupsThatAreEquallyNearMustAgreeAboutWhatIsLacking() throws Exception {
    EntryFacts other = says("cn=other", Fact.CMDLINE, "another");

    assertThat(merged(List.of(MACHINE), List.of(KERNEL, other)).one(Fact.CMDLINE)).contains("own");
    assertThatThrownBy(() -> merged(List.of(KERNEL, other)))
        .hasMessageContaining("cn=kernel")
        .hasMessageContaining("cn=other")
        .hasMessageContaining("cmdline");
    assertThatThrownBy(() -> merged(List.of(KERNEL, PROGRAM)))
        .isInstanceOf(EntryException.class)
        .hasMessageContaining("cn=kernel")
        .hasMessageContaining("cn=program");
  }

  @SafeVarargs
  private static MergedFacts merged(List<EntryFacts>... levels) throws EntryException {
    MergedFacts facts = new MergedFacts();
    for (List<EntryFacts> level : levels) {
      facts.add(level);
    }
    return facts;
  }

  private static EntryFacts says(String dn, Fact fact, String value) {
    return new EntryFacts(dn, Map.of(fact, List.of(value)));
  }
}
