package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderCheckTest {

  @TempDir private Path folder;

  @Test
  void itTellsByHowMuchIsLeft() {
    assertThat(status(DataFolderCheck.LITTLE)).isEqualTo(Status.OK);
    assertThat(status(DataFolderCheck.LITTLE - 1)).isEqualTo(Status.WARN);
    assertThat(status(DataFolderCheck.TOO_LITTLE)).isEqualTo(Status.WARN);
    assertThat(status(DataFolderCheck.TOO_LITTLE - 1)).isEqualTo(Status.CRITICAL);
  }

  @Test
  void aFolderThatIsGoneIsCritical() {
    Path gone = folder.resolve("gone");
    DataFolderCheck check = new DataFolderCheck(gone, path -> Long.MAX_VALUE);

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(check.execute().toString()).contains(gone.toString());
  }

  @Test
  void aDiskThatBreaksIsCritical() {
    DataFolderCheck check =
        new DataFolderCheck(
            folder,
            path -> {
              throw new IOException("Input/output error");
            });

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(check.execute().toString()).contains("Input/output error");
  }

  private Status status(long usable) {
    return new DataFolderCheck(folder, path -> usable).execute().getStatus();
  }
}
