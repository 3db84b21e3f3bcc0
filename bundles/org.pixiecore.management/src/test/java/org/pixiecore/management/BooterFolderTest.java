package org.pixiecore.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooterFolderTest {

  @TempDir private Path etc;
  private BooterFolder folder;

  @BeforeEach
  void open() {
    folder = new BooterFolder(etc);
  }

  @Test
  void aNewFileSaysWhoWroteItAndIsNotForEverybodyToRead() throws IOException {
    Path file = folder.file("static", "lab-2");

    folder.write(file, Map.of("kernel", "/srv/vmlinuz"));

    assertThat(file).hasFileName("org.pixiecore.booter.static-lab-2.cfg");
    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            head -> assertThat(head).startsWith("# Written by"),
            line -> assertThat(line).isEqualTo("kernel = /srv/vmlinuz"));
    assertThat(permissions(file)).isEqualTo("rw-r-----");
    assertThat(etc).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aFileThatIsThereKeepsItsCommentsAndPermissions() throws IOException {
    Path file =
        Files.write(folder.file("static", "lab"), "# für alle\nkernel = /a\n".getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    folder.write(file, Map.of("kernel", "/b"));

    assertThat(file).hasContent("# für alle\nkernel = /b\n");
    assertThat(permissions(file)).isEqualTo("rw-rw-r--");
  }

  @Test
  void whatIsRefusedLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.file("static", "lab"), "kernel = /a\n");

    assertThatThrownBy(() -> folder.write(file, Map.of("kernel", "/b\u0000")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(file).hasContent("kernel = /a\n");
    assertThat(etc).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(etc.resolve("elsewhere"), "precious");
    Path link = Files.createSymbolicLink(folder.file("static", "lab"), elsewhere);

    assertThatThrownBy(() -> folder.write(link, Map.of("kernel", "/b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a link");

    assertThat(elsewhere).hasContent("precious");
    assertThat(link).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a\\b", ".hidden", "-x", "a b", "a\n", "ä", "a\u0000"})
  void whatMakesNoFileNameIsRefused(String name) {
    assertThatThrownBy(() -> folder.file("static", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "static-x", "Static", "../etc", "a.b"})
  void whatIsNoKindOfBooterIsRefused(String kind) {
    assertThatThrownBy(() -> folder.file(kind, "lab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no kind of booter");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
