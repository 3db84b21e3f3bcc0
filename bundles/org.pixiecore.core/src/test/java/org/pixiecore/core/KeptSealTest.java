package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootFile;

class KeptSealTest {

  private static final BootFile FILE = BootFile.parse("https://user:secret@mirror/a%20b?x=1");

  @TempDir Path folder;

  @Test
  void theKeyIsMadeOnceForItsOwnerAlone() throws IOException {
    Path keyFile = folder.resolve("new/folder/file-url.key");
    byte[] key = KeyFile.loadOrCreate(keyFile);

    assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(KeyFile.loadOrCreate(keyFile)).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
    assertThat(keyFile.getParent()).isDirectoryContaining(keyFile::equals);
    try (var files = Files.list(keyFile.getParent())) {
      assertThat(files).as("nothing is left over").containsExactly(keyFile);
    }
  }

  @Test
  void aFileOfAnotherSizeIsNoKeyAndStaysAsItIs() throws IOException {
    for (int size : new int[] {0, 31, 33, 4096}) {
      Path keyFile = Files.write(folder.resolve("size" + size), new byte[size]);
      assertThatThrownBy(() -> KeyFile.loadOrCreate(keyFile))
          .hasMessageContaining(keyFile.toString())
          .hasMessageContaining("expected 32 bytes");
      assertThat(keyFile).hasSize(size);
    }
  }

  @Test
  void aFolderThatCannotBeIsSaidByName() throws IOException {
    Path file = Files.createFile(folder.resolve("a file"));
    Path keyFile = file.resolve("file-url.key");
    assertThatThrownBy(() -> KeyFile.loadOrCreate(keyFile))
        .hasMessageContaining(keyFile.toString());
  }

  @Test
  void aFilesTokenOutlivesARestart() {
    String token = kept("key").seal(FILE);
    assertThat(kept("key").unseal(token)).contains(FILE);
    assertThat(kept("other key").unseal(token)).isEmpty();
  }

  @Test
  void withoutAUsableKeyFileAKeyInMemoryServes() throws IOException {
    Files.createFile(folder.resolve("empty"));
    KeptSeal seal = kept("empty");
    assertThat(seal.unseal(seal.seal(FILE))).contains(FILE);
    assertThat(kept("empty").unseal(seal.seal(FILE))).isEmpty();
  }

  @Test
  void aNewKeyFileHoldsFromTheNextTokenOnAndABadOneChangesNothing() throws IOException {
    KeptSeal seal = kept("one");
    String before = seal.seal(FILE);
    seal.modified(configuration("two"));
    String after = seal.seal(FILE);
    Files.createFile(folder.resolve("empty"));
    seal.modified(configuration("empty"));

    assertThat(before).isNotEqualTo(after);
    assertThat(seal.seal(FILE)).isEqualTo(after);
    assertThat(seal.unseal(before)).isEmpty();
  }

  private KeptSeal kept(String name) {
    return new KeptSeal(configuration(name));
  }

  private Map<String, Object> configuration(String name) {
    return Map.of("keyFile", folder.resolve(name).toString());
  }
}
