package org.pixiecore.booter.machines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReaderTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "52:54:00, 52:54:00",
        "52:54:00:12:34:56, 52:54:00:12:34:56",
        "0012345, 0012345",
        "1e5, 1e5",
        "0x10, 0x10",
        "1_000, 1_000",
        "2026-11-22, 2026-11-22",
        "'true', true"
      })
  void textInYamlIsWhatIsWritten(String written, String text) throws Exception {
    Node.Mapping file = (Node.Mapping) read("a.yaml", "x: " + written);

    Node value = file.members().get("x").value();
    assertThat(((Node.Scalar) value).text()).isEqualTo(text);
    assertThat(value.toJson().isTextual()).isTrue();
  }

  @Test
  void everyNodeKnowsWhereItStands() throws Exception {
    Node.Mapping yaml = (Node.Mapping) read("a.yaml", "# first\na:\n  - b\n  - c: d\n");
    Node.Mapping json = (Node.Mapping) read("a.json", "{\n  \"a\": [\n    \"b\"]}");

    assertThat(yaml.members().get("a").place()).hasToString("a.yaml:2:1");
    Node.Sequence list = (Node.Sequence) yaml.members().get("a").value();
    assertThat(list.items().get(0).place()).hasToString("a.yaml:3:5");
    assertThat(((Node.Mapping) list.items().get(1)).members().get("c").value().place())
        .hasToString("a.yaml:4:8");
    assertThat(json.members().get("a").place()).hasToString("a.json:2:3");
    assertThat(((Node.Sequence) json.members().get("a").value()).items().get(0).place())
        .hasToString("a.json:3:5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# all of it commented out\n", "---\n", "null"})
  void nothingIsNoMistake(String text) throws Exception {
    assertThat(NodeReader.read("a.yaml", text.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.yaml | ~a: b\n\tc: d~ | a.yaml:2:1: is no YAML: | indent with blanks",
        "a.yaml | ~a: b: c~ | a.yaml:1:5: is no YAML: | between quotes",
        "a.yaml | ~a: {{ b }}: c~ | a.yaml:1: | YAML",
        "a.yaml | ~a:\n  - b\n c: d~ | a.yaml:3:2: is no YAML: | indentation",
        "a.yaml | ~a: \"b~ | a.yaml:1:6: is no YAML: | end of stream",
        "a.yaml | ~a: &x [1]\nb: *x~ | a.yaml:2:4: aliases (*x) | name a profile",
        "a.yaml | ~a: b\na: c~ | a.yaml:2:1: \"a\" stands twice | in line 1",
        "a.yaml | ~a: b\n---\nc: d~ | a.yaml:3:1: a file holds one document | another",
        "a.json | ~{\"a\": \"b\"\n \"c\": 1}~ | a.json:2: | is no JSON",
        "a.json | ~{\"a\": 1,\n\"a\": 2}~ | a.json:2:1: \"a\" stands twice | in line 1",
        "a.json | ~{\n  \"a\": [1,]\n}~ | a.json:2: | is no JSON",
        "a.json | ~{\"a\": 1~ | a.json:1: | is no JSON",
        "a.json | ~{} {}~ | a.json:1: | another"
      })
  void aMistakeIsToldWithItsPlace(String file, String text, String place, String reason) {
    assertRefused(file, text.getBytes(UTF_8), place, reason);
  }

  @Test
  void nothingIsReadThatIsTooDeepOrTooLongOrNoText() {
    assertRefused("a.yaml", "[".repeat(100).getBytes(UTF_8), "a.yaml:1", "epth");
    assertRefused("a.json", "[".repeat(100).getBytes(UTF_8), "a.json:1", "depth");
    assertRefused("a.yaml", new byte[] {'a', ':', ' ', (byte) 0xff}, "a.yaml:1:1", "UTF-8");
    assertRefused(
        "a.yaml", new byte[NodeReader.LARGEST + 1], "a.yaml:1:1", "at most 16,777,216 are read");
    assertRefused("a.yaml", "a: b\u0000".getBytes(UTF_8), "a.yaml:1", "");
  }

  @Test
  void aFileOfEditorsThatMarkByteOrderIsReadLikeOthers() throws Exception {
    assertThat(read("a.json", "\ufeff{}")).isInstanceOf(Node.Mapping.class);
  }

  private static void assertRefused(String file, byte[] octets, String place, String reason) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> NodeReader.read(file, octets))
        .withMessageStartingWith(place)
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500));
  }

  private static Node read(String file, String text) throws ProblemException {
    return NodeReader.read(file, text.getBytes(UTF_8)).orElseThrow();
  }
}
