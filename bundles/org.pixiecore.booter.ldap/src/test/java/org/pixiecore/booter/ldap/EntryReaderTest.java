package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryReaderTest {

  private static final Map<Meaning, String> RFC2307 = Preset.RFC2307.attributes();
  private static final Map<Meaning, String> DHCP = Preset.ISC_DHCP.attributes();

  @Test
  void bootParametersAreNamesAndValues() throws Exception {
    assertThat(
            facts(
                RFC2307,
                "bootFile: linux",
                "bootParameter: initrd=http://a/b.gz",
                "bootParameter: CmdLine=:console=ttyS0 x=y",
                "bootParameter: message = Hello",
                "bootParameter: root=fs:/export/root/ws",
                "bootParameter: kernel"))
        .isEqualTo(
            Map.of(
                Fact.KERNEL, List.of("linux"),
                Fact.INITRD, List.of("http://a/b.gz"),
                Fact.CMDLINE, List.of("console=ttyS0 x=y"),
                Fact.MESSAGE, List.of("Hello")));
  }

  @Test
  void valuesThatCarryAnOrderComeInIt() throws Exception {
    Map<Meaning, String> own = Map.of(Meaning.KERNEL, "k", Meaning.INITRD, "i");

    assertThat(facts(own, "k: x", "i: {10}c", "i: {2}b", "i: {0}a").get(Fact.INITRD))
        .containsExactly("a", "b", "c");
    assertThat(facts(own, "k: x", "i: first second").get(Fact.INITRD))
        .containsExactly("first", "second");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename \"pxelinux.0\"         | PROGRAM     | pxelinux.0",
        "filename \"a\\\"b\\\\c\\0560\"; | PROGRAM | a\"b\\c.0",
        "Filename \"linux x=y\"          | KERNEL      | linux",
        "option bootfile-name \"a.efi\"  | PROGRAM     | a.efi",
        "next-server 192.0.2.1           | NEXT_SERVER | 192.0.2.1",
        "next-server boot.example.com;   | NEXT_SERVER | boot.example.com",
        "option root-path \"fs:/r\"      | ROOT_PATH   | fs:/r"
      })
  void dhcpStatements(String statement, Fact fact, String value) throws Exception {
    assertThat(facts(DHCP, "dhcpStatements: " + statement).get(fact)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "root-path \"192.0.2.1:/srv\" | ROOT_PATH | 192.0.2.1:/srv",
        "bootfile-name \"a.ipxe\"     | SCRIPT    | a.ipxe"
      })
  void dhcpOptions(String option, Fact fact, String value) throws Exception {
    assertThat(facts(DHCP, "dhcpOption: " + option).get(fact)).containsExactly(value);
  }

  @Test
  void otherStatementsAndCommentsSayNothing() throws Exception {
    assertThat(
            facts(
                DHCP,
                "dhcpStatements: fixed-address 192.0.2.3",
                "dhcpStatements: if exists agent.circuit-id { filename \"x\"; }",
                "dhcpOption: filename \"x\"",
                "dhcpComments: bought in 2019, kernel of the story = none",
                "dhcpStatements: ;"))
        .isEmpty();
  }

  @Test
  void severalLinesOfACommentAreSeveralParameters() throws Exception {
    Entry entry = new Entry("cn=x");
    entry.addAttribute("dhcpComments", "rack 4\nkernel=k\r\ncmdline=a=b");

    assertThat(new EntryReader(DHCP).read(entry).facts())
        .isEqualTo(Map.of(Fact.KERNEL, List.of("k"), Fact.CMDLINE, List.of("a=b")));
  }

  @Test
  void anAttributeOfOnesOwnBesideThePreset() throws Exception {
    assertThat(facts(Map.of(Meaning.IPXE_SCRIPT, "s"), "s: #!ipxe\\n")).containsKey(Fact.SCRIPT);
    assertThat(facts(Map.of(Meaning.ONCE, "o"), "o: TRUE")).containsKey(Fact.ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\\\\", ";", " "})
  void aStatementMayBeLong(String part) {
    String text = "a" + part.repeat(100_000 / part.length()) + "b";

    assertThat(DhcpStatement.parse("filename \"" + text + "\";").value())
        .hasSizeGreaterThan(50_000);
    assertThat(DhcpStatement.parse("filename " + text).value()).isEqualTo(text);
    assertThat(DhcpStatement.parse("filename \"" + text).value()).isEqualTo("\"" + text);
  }

  @Test
  void aValueThatIsLongerThanAnyNamesTheEntry() {
    String longest = "x".repeat(EntryReader.LONGEST_VALUE);

    assertThatThrownBy(() -> facts(RFC2307, "bootFile: " + longest + "x"))
        .isInstanceOf(EntryException.class)
        .hasMessageContaining("cn=x")
        .hasMessageContaining("for file has 16385 characters");
    assertThatCode(() -> facts(RFC2307, "bootFile: " + longest)).doesNotThrowAnyException();
  }

  @Test
  void aScriptMayBeLongerThanOtherValues() throws Exception {
    String script = "#!ipxe " + "x".repeat(EntryReader.LONGEST_VALUE);

    assertThat(facts(Map.of(Meaning.IPXE_SCRIPT, "s"), "s: " + script))
        .containsEntry(Fact.SCRIPT, List.of(script));
  }

  @Test
  void contradictionsNameTheEntry() {
    assertThatThrownBy(() -> facts(RFC2307, "bootFile: a", "bootFile: b"))
        .isInstanceOf(EntryException.class)
        .hasMessageContaining("cn=x")
        .hasMessageContaining("two files");
    assertThatThrownBy(() -> facts(RFC2307, "bootFile: a", "bootParameter: boot=local"))
        .hasMessageContaining("cn=x")
        .hasMessageContaining("kernel and boot");
    assertThatThrownBy(() -> facts(RFC2307, "bootParameter: once=a", "bootParameter: once=b"))
        .hasMessageContaining("2 values for once");
  }

  private static Map<Fact, List<String>> facts(Map<Meaning, String> attributes, String... lines)
      throws Exception {
    Entry entry = new Entry("cn=x");
    for (String line : lines) {
      String[] pair = line.split(": ", 2);
      entry.addAttribute(pair[0], pair[1]);
    }
    return new EntryReader(attributes).read(entry).facts();
  }
}
