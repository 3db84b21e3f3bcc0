package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.document.BootDocument;

/** What people copy is right. */
class DocumentationTest {

  private static final Path PROJECT = Path.of("../..");
  private static final Path EXAMPLES = PROJECT.resolve("examples/machines.d");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(PROJECT.resolve("docs/machines.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyBlockOfTheDocumentationIsAFile(String block) {
    assertIsSound(FakeFolder.holding("block.yaml", block));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsSound(Path file) throws IOException {
    assertIsSound(FakeFolder.holding(file.getFileName().toString(), Files.readString(file)));
  }

  @Test
  void thereAreSuchBlocksAndExamples() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(3);
    assertThat(examples()).hasSizeGreaterThan(2);
  }

  @Test
  void theExamplesGoTogether() throws IOException {
    assertIsSound(allExamples());
  }

  @Test
  void theFiveMachines() throws IOException {
    MachineSet set = allExamples().set();

    assertThat(set.decide(Machines.script("52:54:00:12:34:01")).spec().orElseThrow())
        .isInstanceOf(Once.class);
    assertThat(set.decide(Machines.script("52:54:00:12:34:03")).spec().orElseThrow())
        .isInstanceOf(KernelBoot.class);
    assertThat(set.decide(Machines.script("52:54:00:12:34:04")).spec()).contains(new LocalDisk());
  }

  @Test
  void theDocumentationNamesEverythingThatAFileMaySay() throws IOException {
    String text = Files.readString(PROJECT.resolve("docs/machines.md"));

    assertThat(Stream.of(Kind.values()).map(Kind::key)).allMatch(key -> text.contains("`" + key));
    assertThat(BuiltIn.NAMES).allMatch(name -> text.contains("`" + name + "`"));
    assertThat(BootDocument.names()).allMatch(name -> text.contains("`" + name));
  }

  private static FakeFolder allExamples() throws IOException {
    List<String> namesAndTexts = new ArrayList<>();
    for (Path file : examples()) {
      namesAndTexts.add(file.getFileName().toString());
      namesAndTexts.add(Files.readString(file));
    }
    return FakeFolder.holding(namesAndTexts.toArray(String[]::new));
  }

  private static void assertIsSound(FakeFolder folder) {
    assertThat(folder.complaints).allMatch(complaint -> complaint.contains("is not there"));
  }
}
