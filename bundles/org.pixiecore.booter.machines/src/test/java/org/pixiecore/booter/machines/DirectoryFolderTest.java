package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFolderTest {

  @TempDir Path directory;

  @Test
  void whatEditorsAndPackageManagersLeaveBehindDoesNotCount() throws IOException {
    for (String name :
        List.of(
            "a.json",
            "b.yaml",
            "c.yml",
            "a.yaml~",
            ".a.yaml",
            ".a.yaml.swp",
            "#a.yaml#",
            "#a.yaml",
            "a.yaml.bak",
            "a.yaml.dpkg-old",
            "a.yaml.next",
            "4913",
            "README",
            "d.YAML")) {
      Files.writeString(directory.resolve(name), "x");
    }
    Files.createDirectory(directory.resolve("e.yaml"));
    Files.createSymbolicLink(directory.resolve("f.yaml"), directory.resolve("README"));
    Files.createSymbolicLink(directory.resolve("g.yaml"), directory.resolve("nowhere"));

    assertThat(new DirectoryFolder(directory).list().orElseThrow())
        .containsOnlyKeys("a.json", "b.yaml", "c.yml", "f.yaml");
  }

  @Test
  void aDirectoryThatIsNotThereIsNotTakenForAnEmptyOne() throws IOException {
    assertThat(new DirectoryFolder(directory.resolve("later")).list()).isEmpty();
    assertThat(new DirectoryFolder(directory).list()).contains(Map.of());
  }

  @Test
  void whatIsNoDirectoryIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    assertThatIOException().isThrownBy(() -> new DirectoryFolder(file).list());
  }

  @Test
  void aFilePutInThePlaceOfAnotherIsSeen() throws IOException {
    DirectoryFolder folder = new DirectoryFolder(directory);
    Path file = Files.writeString(directory.resolve("a.yaml"), "a: 1");
    Path next = Files.writeString(directory.resolve("next"), "a: 2");
    Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
    Stamp before = folder.list().orElseThrow().get("a.yaml");

    Files.delete(file);
    Files.move(next, file);

    assertThat(folder.list().orElseThrow().get("a.yaml")).isNotEqualTo(before);
    assertThat(folder.read("a.yaml")).asString().isEqualTo("a: 2");
  }

  @Test
  void moreFilesThanAnyoneHasAreAnError() throws IOException {
    for (int i = 0; i <= DirectoryFolder.MOST_FILES; i++) {
      Files.createFile(directory.resolve(i + ".yaml"));
    }

    assertThatIOException()
        .isThrownBy(() -> new DirectoryFolder(directory).list())
        .withMessageContaining("more than 1000");
  }
}
