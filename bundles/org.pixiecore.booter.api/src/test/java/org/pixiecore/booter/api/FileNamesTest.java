package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;

class FileNamesTest {

  @TempDir private Path folder;
  private Path allowed;
  private Path other;

  @BeforeEach
  void makeFiles() throws IOException {
    folder = folder.toRealPath();
    allowed = Files.createDirectories(folder.resolve("allowed"));
    other = Files.createDirectories(folder.resolve("allowed-not"));
    Files.createFile(allowed.resolve("a b+c"));
    Files.createFile(other.resolve("secret"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/k, http://h/k",
    "https://h:8443/k?x=1&y=%20, https://h:8443/k?x=1&y=%20",
    "HTTPS://h/k, HTTPS://h/k",
    "/k, http://u:p@bar.com:81/k",
    "/k/../l, http://u:p@bar.com:81/k/../l",
    "k, http://u:p@bar.com:81/baz/k",
    "../k, http://u:p@bar.com:81/k",
    "//mirror/k, http://mirror/k",
    "/a b+{c}, http://u:p@bar.com:81/a%20b+%7Bc%7D",
    "/ü, http://u:p@bar.com:81/ü"
  })
  void urls(String name, String expected) {
    FileNames files = new FileNames(URI.create("http://u:p@bar.com:81/baz"), List.of());

    assertThat(files.apply(name).location()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ftp://h/k", "http://", "mailto:a@b", "http://h:99999/k", "%zz"})
  void noUrls(String name) {
    FileNames files = new FileNames(URI.create("http://bar.com"), List.of());

    assertThatIllegalArgumentException().isThrownBy(() -> files.apply(name));
  }

  @Test
  void aFileBelowADirectory() {
    assertThat(files().apply("file://" + allowed + "/a%20b+c"))
        .isEqualTo(BootFile.of(allowed.resolve("a b+c")));
    assertThat(files().apply("file:" + allowed + "/../allowed/a b+c"))
        .isEqualTo(BootFile.of(allowed.resolve("a b+c")));
  }

  @Test
  void aLinkWithinADirectoryIsFollowed() throws IOException {
    Files.createSymbolicLink(allowed.resolve("current"), Path.of("a b+c"));

    assertThat(files().apply("file://" + allowed + "/current"))
        .isEqualTo(BootFile.of(allowed.resolve("a b+c")));
  }

  @Test
  void aDirectoryMayBeALinkItself() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), allowed);

    assertThat(
            new FileNames(URI.create("http://bar.com"), List.of(link))
                .apply("file://" + link + "/a%20b+c"))
        .isEqualTo(BootFile.of(allowed.resolve("a b+c")));
  }

  @Test
  void aFileElsewhereIsRefused() throws IOException {
    Files.createSymbolicLink(allowed.resolve("escape"), other);

    assertRefused("file:///etc/passwd", "it is not below");
    assertRefused("file://" + other + "/secret", "it is not below");
    assertRefused("file://" + allowed + "/../allowed-not/secret", "it is not below");
    assertRefused("file://" + allowed + "/%2e%2e/allowed-not/secret", "it is not below");
    assertRefused("file://" + allowed + "/escape/secret", "links lead out of");
    assertRefused("file://" + allowed + "/%00", "it is no path");
    assertRefused("file:relative", "it is not below");
  }

  @Test
  void aFileThatIsNotThereMayComeYet() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> files().apply("file://" + allowed + "/nothing"))
        .withMessageContaining("/nothing\" is not there");
  }

  @Test
  void aDirectoryThatIsNotThereLeavesTheOthers() {
    FileNames files =
        new FileNames(URI.create("http://bar.com"), List.of(folder.resolve("gone"), allowed));

    assertThat(files.apply("file://" + allowed + "/a%20b+c"))
        .isEqualTo(BootFile.of(allowed.resolve("a b+c")));
  }

  @Test
  void noFileIsAllowedWithoutADirectory() {
    FileNames files = new FileNames(URI.create("http://bar.com"), List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> files.apply("file://" + allowed + "/a%20b+c"))
        .withMessageContaining("fileDirectories is empty");
  }

  private void assertRefused(String name, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> files().apply(name))
        .withMessageContaining(reason);
  }

  private FileNames files() {
    return new FileNames(URI.create("http://bar.com"), List.of(allowed));
  }
}
