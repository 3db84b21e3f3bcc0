package org.pixiecore.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./pixiecore new-booter}. That a copy builds is another test: see pom.xml. */
class NewBooterTest {

  private record Outcome(int status, String printed) {}

  private static final int REFUSED = 2;

  @TempDir Path parent;

  @Test
  void theCopyHasTheNewNameEverywhereAndTheOldOneNowhere() throws Exception {
    Path folder = parent.resolve("a folder");

    Outcome outcome = newBooter("net.site.lab7.boot_plan", folder.toString());

    assertThat(outcome.status()).as(outcome.printed()).isZero();
    List<String> files = files(folder);
    assertThat(files)
        .contains(
            "pom.xml",
            ".gitignore",
            "src/main/cfg/net.site.lab7.boot_plan.cfg",
            "src/main/java/net/site/lab7/boot_plan/RackPlanBooter.java")
        .allSatisfy(file -> assertThat(file).doesNotContain("rackplan", "org/example"));
    for (String file : files) {
      assertThat(Files.readString(folder.resolve(file)))
          .as(file)
          .doesNotContain("rackplan", "org.example");
    }
    assertThat(folder.resolve("pom.xml"))
        .content()
        .contains(
            "<groupId>net.site.lab7</groupId>",
            "<artifactId>net.site.lab7.boot_plan</artifactId>",
            "src/main/cfg/net.site.lab7.boot_plan.cfg");
    assertThat(outcome.printed()).contains("mvn verify", "docs/write-a-booter.md");
  }

  @Test
  void aFolderThatIsThereIsLeftAsItIs() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("mine"));

    Outcome outcome = newBooter("com.example.rack", folder.toString());

    assertThat(outcome.status()).isEqualTo(REFUSED);
    assertThat(outcome.printed()).contains(folder + " is there already", "Usage: ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderWithoutAParentIsRefused() throws Exception {
    Outcome outcome = newBooter("com.example.rack", parent.resolve("no/where").toString());

    assertThat(outcome.status()).isEqualTo(REFUSED);
    assertThat(outcome.printed()).contains("is " + parent.resolve("no") + " there");
  }

  @ParameterizedTest
  @CsvSource({
    "rack, two or more names",
    "com.Example, two or more names",
    "com..rack, two or more names",
    "com.7up, two or more names",
    "com.ex-ample, two or more names",
    "'com.rack; touch x', two or more names",
    "com.example.switch, switch is a word of Java's own",
    "java.rack, those in java. are Java's own",
  })
  void whatIsNoPackageIsRefusedWithTheReason(String name, String reason) throws Exception {
    Outcome outcome = newBooter(name, parent.resolve("rack").toString());

    assertThat(outcome.status()).isEqualTo(REFUSED);
    assertThat(outcome.printed()).contains("\"" + name + "\"", reason);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void withoutAFolderItSaysHowItIsUsed() throws Exception {
    Outcome outcome = newBooter("com.example.rack");

    assertThat(outcome.status()).isEqualTo(REFUSED);
    assertThat(outcome.printed()).contains("not 1 arguments", "Usage: ./pixiecore new-booter");
  }

  private static Outcome newBooter(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../pixiecore", "new-booter"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), printed);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
