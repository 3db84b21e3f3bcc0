package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.SearchScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Configuration.Problem;

class LdapSettingsTest {

  private static final Map<String, String> SOUND =
      Map.of("servers", "ldaps://a.example", "base", "dc=example,dc=com");

  @Test
  void anEmptyConfigurationAsksNoDirectoryAndIsNoMistake() {
    Configuration empty = new Configuration(Map.of());

    assertThat(LdapSettings.parse(empty).search()).isEmpty();
    assertThat(LdapSettings.parse(empty).refused()).isFalse();
    assertThat(empty.problems()).isEmpty();
  }

  @Test
  void whatTheSchemaLeavesOpenIsItsDefault() {
    Configuration configuration = new Configuration(SOUND);
    SearchSettings search = LdapSettings.parse(configuration).search().orElseThrow();

    assertThat(configuration.problems()).isEmpty();
    assertThat(search.scope()).isEqualTo(SearchScope.SUB);
    assertThat(search.filter()).isEqualTo(Preset.RFC2307.filter().orElseThrow());
    assertThat(search.requested())
        .containsExactlyInAnyOrder("bootFile", "bootParameter", "seeAlso");
    assertThat(search.inherit()).isFalse();
  }

  @Test
  void attributesAddToThoseOfTheSchemaOrTakeTheirPlace() {
    SearchSettings search =
        LdapSettings.parse(
                new Configuration(
                    with(
                        "attributes", "file=siteFile, kernel = siteKernel",
                        "groupAttributes", "none",
                        "memberAttributes", "member, uniqueMember")))
            .search()
            .orElseThrow();

    assertThat(search.attributes())
        .containsOnly(
            Map.entry(Meaning.FILE, "siteFile"),
            Map.entry(Meaning.KERNEL, "siteKernel"),
            Map.entry(Meaning.PARAMETERS, "bootParameter"));
    assertThat(search.groupAttributes()).isEmpty();
    assertThat(search.memberAttributes()).containsExactly("member", "uniqueMember");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servers           | http://a",
        "servers           | ldaps://a/dc=example",
        "base              | nonsense",
        "schema            | nis",
        "filter            | (macAddress=*)",
        "filter            | (macAddress={mac}",
        "scope             | base",
        "attributes        | kernel",
        "attributes        | kernal=x",
        "attributes        | kernel=a b",
        "attributes        | kernel=a,kernel=b",
        "groupAttributes   | see also",
        "inherit           | perhaps",
        "groupDepth        | 0",
        "defaultEntry      | x",
        "defaultFor        | some",
        "fileBase          | relative",
        "fileDirectories   | relative",
        "bindDn            | x",
        "bindPassword      | secret",
        "clientKey         | /etc/key",
        "saslExternal      | true",
        "referralHops      | 11",
        "connectTimeout    | 0",
        "connections       | 65"
      })
  void aMistakeIsNamedAndTheDirectoryIsNotAsked(String key, String value) {
    Configuration configuration = new Configuration(with(key, value));

    LdapSettings settings = LdapSettings.parse(configuration);
    assertThat(settings.search()).isEmpty();
    assertThat(settings.refused()).isTrue();
    assertThat(configuration.problems()).isNotEmpty();
    assertThat(configuration.problems().toString()).doesNotContain("secret,");
  }

  @Test
  void aDirectoryNeedsABaseAndASchemaOfOnesOwnMore() {
    assertThat(keys(Map.of("servers", "ldap://a"))).containsExactly("base");
    assertThat(keys(Map.of("base", "dc=example,dc=com"))).containsExactly("servers");
    assertThat(keys(with("schema", "custom"))).containsExactly("filter", "attributes");
  }

  @Test
  void aPasswordGoesOverTlsUnlessThatIsAllowed() {
    Map<String, String> plain =
        with(
            "servers", "ldaps://a, ldap://b",
            "bindDn", "cn=x",
            "bindPassword", "hidden");

    assertThat(keys(plain)).containsExactly("servers");
    assertThat(keys(AskedDirectory.with(plain, "startTls", "true"))).isEmpty();
    assertThat(keys(AskedDirectory.with(plain, "allowPlaintextPassword", "true"))).isEmpty();
    assertThat(keys(AskedDirectory.with(plain, "servers", "ldaps://a"))).isEmpty();
    assertThat(keys(AskedDirectory.with(plain, "bindDn", "", "bindPassword", ""))).isEmpty();
  }

  @Test
  void noPasswordIsShown() {
    Map<String, String> settings = with("bindDn", "cn=x", "bindPassword", "xyzzy");

    assertThat(LdapSettings.parse(new Configuration(settings)).toString())
        .contains("cn=x")
        .doesNotContain("xyzzy");
  }

  private static List<String> keys(Map<String, String> settings) {
    Configuration configuration = new Configuration(settings);
    LdapSettings unused = LdapSettings.parse(configuration);
    return configuration.problems().stream().map(Problem::key).toList();
  }

  private static Map<String, String> with(String... keysAndValues) {
    return AskedDirectory.with(new HashMap<>(SOUND), keysAndValues);
  }
}
