package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.CommandLine.FileUrl;
import org.pixiecore.api.CommandLine.Text;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "quiet, quiet",
        "~~, ~~",
        "a={{ ID \"/x\" }}, a=<x>",
        "{{ ID \"/x\" }} {{ID \"/y\"}}, <x> <y>",
        "a={{ ID `/x y` }} b, a=<x y> b",
        "a={{\tID\t\"/x\"\t}}, a=<x>",
        "a={ ID \"/x\" }, a={ ID \"/x\" }",
        "a=}} b={, a=}} b={"
      })
  void filesBecomeUrls(String text, String expanded) {
    CommandLine line = CommandLine.parse(text, "ID", BootFile::parse);

    assertThat(line.expand(file -> "<" + file.name() + ">", "<confirm>")).isEqualTo(expanded);
  }

  @Test
  void isKeptAsTextAndFiles() {
    assertThat(CommandLine.parse("a={{ ID \"/x\" }}", "ID", BootFile::parse).parts())
        .isEqualTo(List.of(new Text("a="), new FileUrl(BootFile.parse("/x"))));
    assertThat(CommandLine.parse("", "ID", BootFile::parse)).isEqualTo(CommandLine.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "a={{ URL \"/x\" }}, only ID and CONFIRM are known",
        "a={{ id \"/x\" }}, only ID and CONFIRM are known",
        "a={{ ID /x }}, {{ ID \"file\" }}",
        "a={{ ID \"/x\", {{ ID \"file\" }}",
        "a={{ name }}, {{ ID \"file\" }}",
        "a={{, {{ ID \"file\" }}",
        "a={{ ID \"x\" }}, neither an absolute path"
      })
  void aMistakeIsNamedWithWhatWasExpected(String text, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse(text, "ID", BootFile::parse))
        .withMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:secret@host/x", "http://a-long-name-of-a-user:secret@host/x"})
  void aMistakeTellsNoSecretWhereverItsShownTextIsCut(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse("a={{ ID " + url + " }}", "ID", BootFile::parse))
        .withMessageContaining("http://…@host/x")
        .withMessageNotContaining("secr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "a\tb"})
  void isOneLineWithoutControlCharacters(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse(text, "ID", BootFile::parse));
  }

  @ParameterizedTest
  @ValueSource(strings = {"url={{ CONFIRM }} ro", "url={{CONFIRM}} ro"})
  void theUrlThatConfirmsABootHasItsPlace(String text) {
    CommandLine line = CommandLine.parse(text, "ID", BootFile::parse);

    assertThat(line.confirms()).isTrue();
    assertThat(line.expand(BootFile::name, "http://s/c")).isEqualTo("url=http://s/c ro");
    assertThat(CommandLine.parse("ro", "ID", BootFile::parse).confirms()).isFalse();
  }

  @Test
  void variablesAreFilledInWhereTheyAreKnown() {
    CommandLine line =
        CommandLine.parse(
            "a={{ host-name }} b={{x_1}}{{ CONFIRM }} c={{ ID \"/{{ d }}\" }}",
            "ID",
            BootFile::parse,
            name -> "<" + name + ">");

    assertThat(line.expand(BootFile::name, "!")).isEqualTo("a=<host-name> b=<x_1>! c={{ d }}");
  }

  @Test
  void aVariablesValueIsTextWhateverItLooksLike() {
    String value = "{{ ID \"/etc/shadow\" }}{{ CONFIRM }}";

    assertThat(CommandLine.parse("{{ x }}", "ID", BootFile::parse, name -> value).parts())
        .isEqualTo(List.of(new Text(value)));
    assertThat(CommandLine.parse("{{ x }}", "ID", BootFile::parse, name -> "").parts()).isEmpty();
  }

  @Test
  void aVariablesValueHasNoLinesEither() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse("{{ x }}", "ID", BootFile::parse, name -> "a\nb"));
  }
}
