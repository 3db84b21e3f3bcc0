package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every link of every page leads somewhere: to a file that is there, and to a heading in it. */
class LinksTest {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".cache");

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
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // what is built comes and goes
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }
}
