package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.unboundid.ldap.sdk.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.MacAddress;

class MacFilterTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:aa:bb:02");

  @Test
  void everyFormOfAnAddressIsSearched() {
    assertThat(MacFilter.forms(MAC))
        .containsExactly(
            "52:54:00:aa:bb:02",
            "52-54-00-aa-bb-02",
            "5254.00aa.bb02",
            "525400aabb02",
            "52:54:00:AA:BB:02",
            "52-54-00-AA-BB-02",
            "5254.00AA.BB02",
            "525400AABB02");
    assertThat(MacFilter.forms(MacAddress.parse("52:54:00:00:00:01"))).hasSize(4);
  }

  @Test
  void anEqualityBecomesOneForEachForm() throws Exception {
    Filter filter = MacFilter.parse("(&(objectClass=x)(!(off=TRUE))(hw=ethernet {mac}))").of(MAC);

    assertThat(filter.getComponents()[0]).isEqualTo(Filter.create("(objectClass=x)"));
    assertThat(filter.getComponents()[1]).isEqualTo(Filter.create("(!(off=TRUE))"));
    assertThat(filter.getComponents()[2].getComponents())
        .hasSize(8)
        .contains(Filter.create("(hw=ethernet 52-54-00-aa-bb-02)"));
  }

  @Test
  void whatIsEscapedInAFilterStaysAValue() throws Exception {
    Filter filter = MacFilter.parse("(cn=\\2a{mac}\\29)").of(MacAddress.parse("020000000001"));

    assertThat(filter.getComponents())
        .contains(Filter.createEqualityFilter("cn", "*02:00:00:00:00:01)"));
    assertThat(filter.toString()).contains("\\2a02:00:00:00:00:01\\29");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mac", "(mac={mac}", "(mac=x)", "(mac=*{mac})", "({mac}=x)"})
  void whatIsNoFilterForAMachineIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MacFilter.parse(text));
  }
}
