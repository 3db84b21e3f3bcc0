package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFolderTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // systemd's choice, XDG's, root?, expected
        "/var/lib/px, /home/ann/state, true, /var/lib/px",
        "-, /home/ann/state, true, /var/lib/pixiecore",
        "-, /home/ann/state, false, /home/ann/state/pixiecore",
        "-, -, false, /home/ann/.local/state/pixiecore",
        "-, '', false, /home/ann/.local/state/pixiecore"
      })
  void isWhereThatPersonsStateBelongs(String systemd, String xdg, boolean root, String expected) {
    Map<String, String> environment = new java.util.HashMap<>(Map.of("HOME", "/home/ann"));
    environment.put("STATE_DIRECTORY", systemd);
    environment.put("XDG_STATE_HOME", xdg);
    environment.values().removeIf(java.util.Objects::isNull);
    assertThat(KarafServer.stateFolder(environment, root)).isEqualTo(Path.of(expected));
  }
}
