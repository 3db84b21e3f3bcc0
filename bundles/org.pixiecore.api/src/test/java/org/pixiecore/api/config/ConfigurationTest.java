package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.config.Configuration.Problem;

class ConfigurationTest {

  @Test
  void aPathIsAbsoluteAndComesNormalized() {
    Configuration configuration = of("key", "/a/b/../c, d, /e\0");

    assertThat(configuration.list("key", "paths", Configuration::absolutePath))
        .containsExactly(Path.of("/a/c"));
    assertThat(configuration.problems())
        .extracting(Problem::value, Problem::allowed)
        .satisfiesExactly(
            relative -> assertThat(relative).isEqualTo(tuple("d", "paths (\"d\" is relative)")),
            none -> assertThat(none.toList().get(0)).isEqualTo("/e\0"));
  }

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void anAbsentOrBlankValueIsTheFallbackAndNoProblem(String value) {
    Configuration configuration = of("key", value);

    assertThat(configuration.text("key", "fallback")).isEqualTo("fallback");
    assertThat(configuration.integer("key", 1, 9, 5)).isEqualTo(5);
    assertThat(configuration.flag("key", true)).isTrue();
    assertThat(configuration.milliseconds("key", 1, 9, Duration.ofMillis(5))).hasMillis(5);
    assertThat(configuration.choice("key", Colour.class, Colour.RED)).isEqualTo(Colour.RED);
    assertThat(configuration.list("key", "anything", text -> text)).isEmpty();
    assertThat(configuration.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9", " 4 ", "+5"})
  void anIntegerInItsRange(String value) {
    Configuration configuration = of("key", value);

    assertThat(configuration.integer("key", 1, 9, 7)).isEqualTo(Integer.parseInt(value.strip()));
    assertThat(configuration.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "4.5", "four", "99999999999", "4 5"})
  void anIntegerThatIsNone(String value) {
    Configuration configuration = of("key", value);

    assertThat(configuration.integer("key", 1, 9, 7)).isEqualTo(7);
    assertThat(configuration.problems())
        .containsExactly(new Problem("key", value, "a whole number from 1 to 9"));
  }

  @Test
  void aTypedValueIsReadLikeItsText() {
    assertThat(of("key", 4).integer("key", 1, 9, 7)).isEqualTo(4);
    assertThat(of("key", true).flag("key", false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "FALSE, false", "True, true"})
  void aFlag(String value, boolean flag) {
    assertThat(of("key", value).flag("key", !flag)).isEqualTo(flag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "tru"})
  void aFlagThatIsNone(String value) {
    Configuration configuration = of("key", value);

    assertThat(configuration.flag("key", true)).isTrue();
    assertThat(configuration.problems())
        .containsExactly(new Problem("key", value, "true or false"));
  }

  @Test
  void aChoiceNamesAllThatThereIs() {
    assertThat(of("key", "dark_Blue").choice("key", Colour.class, Colour.RED))
        .isEqualTo(Colour.DARK_BLUE);

    Configuration wrong = of("key", "green");
    assertThat(wrong.choice("key", Colour.class, Colour.RED)).isEqualTo(Colour.RED);
    assertThat(wrong.problems())
        .containsExactly(new Problem("key", "green", "one of red, dark_blue"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListInEveryFormThatConfigurationAdminHas(Object value) {
    assertThat(of("key", value).list("key", "numbers", Integer::valueOf)).containsExactly(1, 2, 3);
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("1,2,3"),
        Arguments.of(" 1 , 2 ,, 3, "),
        Arguments.of((Object) new String[] {"1", " 2", "3"}),
        Arguments.of((Object) new int[] {1, 2, 3}),
        Arguments.of(List.of("1", "2", "3")),
        Arguments.of(Arrays.asList(1, 2, 3)));
  }

  @Test
  void everyBadItemOfAListIsAProblem() {
    Configuration configuration = of("key", "1,x,3,y");

    assertThat(configuration.list("key", "numbers", Integer::valueOf)).containsExactly(1, 3);
    assertThat(configuration.problems())
        .containsExactly(new Problem("key", "x", "numbers"), new Problem("key", "y", "numbers"));
  }

  @Test
  void aParsersReasonIsShown() {
    Configuration configuration = of("key", "x");
    configuration.value(
        "key",
        "a path",
        text -> {
          throw new IllegalArgumentException("it is relative");
        },
        null);

    assertThat(configuration.problems())
        .containsExactly(new Problem("key", "x", "a path (it is relative)"));
  }

  @Test
  void aRequiredValueThatIsMissingIsAProblem() {
    Configuration configuration = new Configuration(Map.of("here", "5"));

    assertThat(configuration.required("here", "a number", Integer::valueOf)).contains(5);
    assertThat(configuration.required("missing", "a number", Integer::valueOf))
        .isEqualTo(Optional.empty());
    assertThat(configuration.problems()).containsExactly(new Problem("missing", "", "a number"));
  }

  @Test
  void whatNobodyReadIsUnknownUnlessItIsTheFrameworks() {
    Configuration configuration =
        new Configuration(
            Map.of(
                "port", "69",
                "prot", "69",
                "service.pid", "x",
                "component.name", "x",
                "felix.fileinstall.filename", "x",
                "osgi.ds.satisfying.condition.target", "x"));
    configuration.integer("port", 1, 65535, 69);

    assertThat(configuration.unknownKeys()).containsExactly("prot");
    assertThat(configuration.knownKeys()).containsExactly("port");
  }

  @Test
  void comesFromItsFileElseFromItsPid() {
    Map<String, Object> properties = new TreeMap<>(Map.of("service.pid", "org.pixiecore.x"));
    assertThat(new Configuration(properties).source()).isEqualTo("org.pixiecore.x");

    properties.put("felix.fileinstall.filename", "file:/opt/etc/org.pixiecore.x.cfg");
    assertThat(new Configuration(properties).source()).isEqualTo("/opt/etc/org.pixiecore.x.cfg");
  }

  private static Configuration of(String key, Object value) {
    Map<String, Object> properties = new TreeMap<>();
    if (value != null) {
      properties.put(key, value);
    }
    return new Configuration(properties);
  }
}
