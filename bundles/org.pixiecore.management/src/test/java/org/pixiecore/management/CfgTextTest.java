package org.pixiecore.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What File Install's own reader makes of what was written. */
class CfgTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console=ttyS0,115200n8 quiet",
        "",
        " blanks  at both ends ",
        " ",
        "a=\"quoted text\" b='single' c=`back`",
        "\"quoted\" at the start",
        "\"quoted\"",
        "[list]",
        "[\"a\",\"b\"]",
        "(vector)",
        "( \"a\" )",
        "I\"1\"",
        "B\"true\"",
        "back\\slash \\n \\\\ \\u0041 trailing\\",
        "two trailing\\\\",
        "${karaf.home} $${x} $\\{y\\} ${env:HOME:-z} ${a",
        "$ { } {{ ID \"./a b\" }} \\{ \\}",
        "{{ ID \"file:///a%20b\" }}",
        "#!ipxe\nset x ${net0/mac}\n\tchain http://a/?b=c&d\n",
        "# = : ! a",
        "= leading",
        ": leading",
        "! leading",
        "ünïcödé \ud83d\ude80 \u2028"
      })
  void everyTextComesBack(String value) throws IOException {
    assertThat(read(CfgText.with("", Map.of("cmdline", value, "other", "plain"))))
        .isEqualTo(Map.of("cmdline", value, "other", "plain"));
    // a file whose values all look typed is read by other rules
    assertThat(read(CfgText.with("", Map.of("cmdline", value))))
        .isEqualTo(Map.of("cmdline", value));
  }

  @Test
  void commentsAndOrderOfAnOlderFileStay() {
    String old =
        """
        # What machines boot.
        #kernel = /example

        cmdline = quiet \\
            splash \\
            more
          initrd=/old
        ! the end
        kernel : /old
        """;

    assertThat(CfgText.with(old, Map.of("kernel", "/new", "cmdline", "x", "machines", "52:54:00")))
        .isEqualTo(
            """
            # What machines boot.
            #kernel = /example

            cmdline = x
            ! the end
            kernel = /new
            machines = 52:54:00
            """);
  }

  @Test
  void aBackslashThatIsEscapedDoesNotContinueALine() {
    assertThat(CfgText.with("a = x\\\\\nb = y\n", Map.of("b", "z"))).isEqualTo("b = z\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a=b", "a:b", "#a", "1a", "a\nb", "ä"})
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> CfgText.with("", Map.of(key, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\rb", "\u001b[2J", "$[env:HOME]", "\u007f"})
  void whatCannotStandInAFileIsRefused(String value) {
    assertThatThrownBy(() -> CfgText.with("", Map.of("cmdline", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cmdline has ");
  }

  private static Map<String, Object> read(String text) throws IOException {
    TypedProperties properties = new TypedProperties((name, key, value) -> "replaced");
    properties.load(new StringReader(text));
    return new TreeMap<>(properties);
  }
}
