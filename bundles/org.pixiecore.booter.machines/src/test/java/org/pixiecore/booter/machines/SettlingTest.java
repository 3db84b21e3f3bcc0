package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private final Settling settling = new Settling();

  @Test
  void whatIsThereAtTheStartIsNewAtOnce() {
    assertThat(settling.next(Map.of("a", stamp(1))).changed()).containsExactly("a");
    assertThat(settling.next(Map.of("a", stamp(1))).none()).isTrue();
  }

  @Test
  void aFileThatIsStillBeingWrittenWaits() {
    settling.next(Map.of());

    assertThat(settling.next(Map.of("a", stamp(1))).none()).isTrue();
    assertThat(settling.next(Map.of("a", stamp(2))).none()).isTrue();
    assertThat(settling.next(Map.of("a", stamp(2))).changed()).containsExactly("a");
    assertThat(settling.next(Map.of("a", stamp(2))).none()).isTrue();
  }

  @Test
  void aFileThatAnEditorPutsAwayAndBackIsNotGone() {
    settling.next(Map.of("a", stamp(1)));

    assertThat(settling.next(Map.of()).none()).isTrue();
    assertThat(settling.next(Map.of("a", stamp(2))).none()).isTrue();
    assertThat(settling.next(Map.of("a", stamp(2))).changed()).containsExactly("a");
  }

  @Test
  void aFileThatIsGoneIsGoneAtTheSecondLook() {
    settling.next(Map.of("a", stamp(1), "b", stamp(1)));

    assertThat(settling.next(Map.of("b", stamp(1))).none()).isTrue();
    assertThat(settling.next(Map.of("b", stamp(1))).removed()).containsExactly("a");
    assertThat(settling.next(Map.of("b", stamp(1))).none()).isTrue();
  }

  @Test
  void anotherFileOfTheSameAgeAndSizeIsAnother() {
    Stamp other = new Stamp(stamp(1).modified(), stamp(1).size(), Optional.of("inode 2"));
    settling.next(Map.of("a", stamp(1)));
    settling.next(Map.of("a", other));

    assertThat(settling.next(Map.of("a", other)).changed()).containsExactly("a");
  }

  @Test
  void whatCouldNotBeReadIsSaidAgain() {
    settling.next(Map.of("a", stamp(1)));
    settling.again("a");

    assertThat(settling.next(Map.of("a", stamp(1))).changed()).containsExactly("a");
  }

  private static Stamp stamp(int second) {
    return new Stamp(FileTime.fromMillis(1000L * second), 10, Optional.of("inode 1"));
  }
}
