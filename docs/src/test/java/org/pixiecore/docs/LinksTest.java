package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of every page leads somewhere: to a file that is there, and to a heading in it. */
class LinksTest {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyLinkWithinTheRepositoryLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : pages()) {
      for (String link : Page.read(file).links()) {
        if (!link.matches("[a-z]+:.*") && !leadsSomewhere(file, link)) {
          broken.add(REPOSITORY.relativize(file) + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageOfTheDocumentsIsInTheirIndex() throws IOException {
    Path docs = REPOSITORY.resolve("docs");
    List<String> links = Page.read(docs.resolve("README.md")).links();

    assertThat(pages())
        .filteredOn(file -> file.getParent().equals(docs))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals("README.md"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(links).contains(name));
  }

  private static boolean leadsSomewhere(Path from, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(to) && (parts.length == 1 || Page.read(to).anchors().contains(parts[1]));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isBuilt(REPOSITORY.relativize(file)))
          .toList();
    }
  }

  private static boolean isBuilt(Path file) {
    return Stream.of("target", ".git", ".cache").anyMatch(name -> contains(file, name));
  }

  private static boolean contains(Path file, String name) {
    for (Path part : file) {
      if (part.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
