package org.pixiecore.itests.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/firmware-matrix.md} tells of what there is: {@code lab/matrix} writes it. */
class FirmwareMatrixTest {

  private static final Path REPOSITORY = Path.of("../..");
  private static final Pattern CASE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern REPLAYING_TEST = Pattern.compile("(?m)\\| `(\\w+)\\.(\\w+)` \\|$");

  @Test
  void aRowForEachCaseAndNoOther() throws Exception {
    try (Stream<Path> cases = Files.list(REPOSITORY.resolve("lab/cases"))) {
      assertThat(CASE.matcher(matrix()).results().map(row -> row.group(1)))
          .containsExactlyInAnyOrderElementsOf(
              cases.map(file -> file.getFileName().toString()).toList());
    }
  }

  /** Each case is a test of {@link FirmwareBootIT}, too. */
  @Test
  void eachCaseIsBootedByATest() throws Exception {
    String tests =
        Files.readString(
            Path.of("src/test/java/org/pixiecore/itests/firmware/FirmwareBootIT.java"));
    assertThat(CASE.matcher(matrix()).results().map(row -> row.group(1)))
        .allSatisfy(name -> assertThat(tests).contains("\"" + name + "\""));
  }

  @Test
  void whatIsReplayedIsReplayedByATestThatExists() throws Exception {
    List<MatchResult> named = REPLAYING_TEST.matcher(matrix()).results().toList();
    assertThat(named).isNotEmpty();
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("bundles"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith("Test.java")).toList();
      assertThat(named)
          .allSatisfy(
              test ->
                  assertThat(sources)
                      .as("%s.%s", test.group(1), test.group(2))
                      .anyMatch(source -> declares(source, test.group(1), test.group(2))));
    }
  }

  private static boolean declares(Path source, String type, String method) {
    try {
      return source.endsWith(type + ".java")
          && Files.readString(source).contains(" void " + method + "(");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String matrix() throws IOException {
    return Files.readString(REPOSITORY.resolve("docs/firmware-matrix.md"));
  }
}
