package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.document.BootDocument;

/** The page, its schemas and the reader of answers say the same. */
class DocumentationTest {

  private static final Path DOCS = Path.of("../../docs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  private static final Map<ApiVersion, JsonSchema> SCHEMAS =
      Map.of(ApiVersion.ONE, schema(1), ApiVersion.TWO, schema(2));

  @TempDir private static Path images;

  static Stream<Arguments> examples() throws IOException {
    String page = Files.readString(DOCS.resolve("http-api.md"));
    int one = page.indexOf("### Version 1");
    int two = page.indexOf("### Version 2");
    assertThat(one).isPositive().isLessThan(two);
    List<MatchResult> all = EXAMPLE.matcher(page).results().toList();
    assertThat(all).hasSizeGreaterThan(7).allMatch(example -> example.start() > one);
    return all.stream()
        .map(
            example ->
                Arguments.of(
                    example.start() < two ? ApiVersion.ONE : ApiVersion.TWO, example.group(1)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsWhatTheSchemaSaysAndIsRead(ApiVersion version, String example) throws Exception {
    assertThat(problems(version, example)).isEmpty();
    assertThat(read(version, example).spec()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anAnswerOfVersionOneIsOneOfVersionTwo(ApiVersion version, String example) throws Exception {
    assertThat(problems(ApiVersion.TWO, example)).isEmpty();
    if (version == ApiVersion.ONE) {
      assertThat(read(ApiVersion.TWO, example).spec())
          .isEqualTo(read(ApiVersion.ONE, example).spec());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "[]",
        "{}",
        "{'kernel': 7}",
        "{'kernel': ''}",
        "{'kernel': null}",
        "{'initrd': ['/i']}",
        "{'kernel': '/k', 'initrd': '/i'}",
        "{'kernel': '/k', 'initrd': [7]}",
        "{'kernel': '/k', 'initrd': [null]}",
        "{'kernel': '/k', 'cmdline': 7}",
        "{'kernel': '/k', 'cmdline': 'a\\nb'}",
        "{'kernel': '/k', 'cmdline': {'a': 7}}",
        "{'kernel': '/k', 'cmdline': {'a b': true}}",
        "{'kernel': '/k', 'cmdline': {'a': {'url': '/x', 'b': 1}}}",
        "{'kernel': '/k', 'message': 7}",
        "{'ipxe-script': 'echo'}"
      })
  void whatIsWrongIsSoToBoth(String answer) {
    assertWrong(ApiVersion.ONE, answer);
    assertWrong(ApiVersion.TWO, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kernel': '/k', 'unknown': 1}",
        "{'kernel': '/k', 'boot': 'local'}",
        "{'kernel': '/k', 'program': '/p'}",
        "{'kernel': '/k', 'ipxe-script': '#!ipxe'}",
        "{'kernel': '/k', 'once': 7}",
        "{'kernel': '/k', 'cache': -1}",
        "{'kernel': '/k', 'cache': 86401}",
        "{'kernel': '/k', 'cache': '60'}",
        "{'kernel': '/k', 'cmdline': {'a': false}}",
        "{'program': '/p', 'cmdline': 'x'}",
        "{'program': 7}",
        "{'ipxe-script': '#!ipxe', 'message': 'x'}",
        "{'boot': 'disk'}",
        "{'boot': 'local', 'once': true}",
        "{'boot': 'local', 'message': 'x'}"
      })
  void whatIsWrongInVersionTwoIsSoToBoth(String answer) {
    assertWrong(ApiVersion.TWO, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kernel': '/k', 'initrd': null, 'cmdline': '', 'message': '', 'ipxe-script': ''}",
        "{'kernel': '/k', 'cmdline': {'a': null, 'b': true}, 'ipxe-script': null}",
        "{'kernel': '', 'ipxe-script': '#!ipxe', 'cmdline': null}",
        "{'kernel': '/k', 'boot': '', 'once': '', 'program': ''}",
        "{'ipxe-script': '#!ipxe', 'kernel': '', 'cmdline': '', 'message': '', 'boot': ''}",
        "{'kernel': '/k', 'cmdline': ' quiet\\n'}"
      })
  void whatIsEmptyIsAbsentToBoth(String answer) throws Exception {
    String json = answer.replace('\'', '"');

    assertThat(problems(ApiVersion.TWO, json)).isEmpty();
    assertThat(read(ApiVersion.TWO, json).spec()).isNotNull();
    assertThat(read(ApiVersion.ONE, json).spec()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'program': '/p', 'kernel': '', 'cmdline': '', 'ipxe-script': '', 'boot': '', 'once': ''}",
        "{'boot': 'local', 'kernel': '', 'program': '', 'message': '', 'cmdline': '', 'once': ''}"
      })
  void whatIsEmptyIsAbsentToBothInVersionTwo(String answer) throws Exception {
    String json = answer.replace('\'', '"');

    assertThat(problems(ApiVersion.TWO, json)).isEmpty();
    assertThat(read(ApiVersion.TWO, json).spec()).isNotNull();
  }

  @Test
  void emptyTextForOnceIsNoOrder() throws Exception {
    assertThat(read(ApiVersion.TWO, "{\"kernel\": \"/k\", \"once\": \"\"}").spec())
        .isEqualTo(read(ApiVersion.TWO, "{\"kernel\": \"/k\"}").spec());
  }

  @Test
  void theSchemasHaveTheReadersLimits() {
    for (JsonSchema schema : SCHEMAS.values()) {
      JsonNode properties = schema.getSchemaNode().get("properties");
      JsonNode shared = schema.getSchemaNode().get("$defs");
      assertThat(shared.at("/file/maxLength").intValue()).isEqualTo(BootDocument.LONGEST_NAME);
      assertThat(properties.at("/initrd/maxItems").intValue()).isEqualTo(BootDocument.MOST_INITRDS);
      assertThat(properties.at("/message/maxLength").intValue())
          .isEqualTo(BootDocument.LONGEST_MESSAGE);
      assertThat(properties.at("/ipxe-script/maxLength").intValue())
          .isEqualTo(BootDocument.LONGEST_SCRIPT);
    }
    JsonNode two = SCHEMAS.get(ApiVersion.TWO).getSchemaNode().get("properties");
    assertThat(two.at("/once/maxLength").intValue()).isEqualTo(Once.LONGEST_ORDER);
    assertThat(two.at("/cache/maximum").intValue()).isEqualTo(AnswerDocument.LONGEST_CACHE);
  }

  @Test
  void thePageNamesEveryParameterOfAQuestion() throws Exception {
    String page = Files.readString(DOCS.resolve("http-api.md"));

    String query =
        Question.about(QuestionTest.everything(), ApiVersion.TWO, URI.create("http://h"))
            .getRawQuery();
    for (String parameter : query.split("&", -1)) {
      assertThat(page).contains("`" + parameter.replaceFirst("=.*", "") + "`");
    }
  }

  private static void assertWrong(ApiVersion version, String answer) {
    String json = answer.replace('\'', '"');
    assertThat(problems(version, json)).isNotEmpty();
    assertThatExceptionOfType(MalformedAnswerException.class).isThrownBy(() -> read(version, json));
  }

  private static Set<?> problems(ApiVersion version, String answer) {
    try {
      return SCHEMAS.get(version).validate(JSON.readTree(answer));
    } catch (IOException e) {
      throw new AssertionError(answer, e);
    }
  }

  private static AnswerDocument read(ApiVersion version, String answer) throws Exception {
    String ours = answer.replace("/srv/images", images.toString());
    Files.writeString(images.resolve("vmlinuz"), "a kernel");
    return AnswerDocument.read(
        ours.getBytes(UTF_8),
        version,
        new FileNames(URI.create("http://api.local"), List.of(images)));
  }

  private static JsonSchema schema(int version) {
    try {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(JSON.readTree(DOCS.resolve("schema/boot-v" + version + ".json").toFile()));
      schema.initializeValidators();
      return schema;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
