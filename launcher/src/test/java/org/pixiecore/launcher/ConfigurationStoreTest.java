package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import org.apache.felix.cm.file.FilePersistenceManager;
import org.apache.felix.configadmin.plugin.interpolation.Interpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ConfigurationAdmin and its interpolation plugin make of what was written. */
class ConfigurationStoreTest {

  private static final String PID = "org.pixiecore.booter.static~command-line";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console=ttyS0,115200n8 quiet",
        "",
        " blanks  at both ends ",
        "a=\"quoted text\" b='single' c=`back`",
        "back\\slash \\n \\\\ \\u0041 trailing\\",
        "${karaf.home} $${x} $\\{y\\} ${env:HOME:-z}",
        "$[env:HOME] $[prop:user.home;default=x] $[ [nested $[env:HOME]]",
        "\\$[env:HOME] \\\\$[env:HOME] \\]$[\\[",
        "{{ ID \"file:///a%20b\" }}",
        "lines\nand\ttabs",
        "# = : ! [a] (b), I\"1\"",
        "ünïcödé \ud83d\ude80"
      })
  void deliversAnyText(String text) throws IOException {
    assertThat(delivered(text)).isEqualTo(text);
    assertThat((Object[]) delivered(new String[] {text, "other"})).containsExactly(text, "other");
  }

  @Test
  void keepsNumbers() throws IOException {
    assertThat(delivered(8080)).isEqualTo(8080);
  }

  @Test
  void namesTheFactory() throws IOException {
    ConfigurationStore.write(folder, Map.of(PID, Map.of()));
    assertThat(read().get("service.pid")).isEqualTo(PID);
    assertThat(read().get("service.factoryPid")).isEqualTo("org.pixiecore.booter.static");
  }

  private Object delivered(Object value) throws IOException {
    ConfigurationStore.write(folder, Map.of(PID, Map.of("cmdline", value)));
    Object stored = read().get("cmdline");
    if (stored instanceof String[] items) {
      return java.util.stream.Stream.of(items).map(ConfigurationStoreTest::interpolated).toArray();
    }
    return stored instanceof String text ? interpolated(text) : stored;
  }

  private Dictionary<?, ?> read() throws IOException {
    return new FilePersistenceManager(folder.toString()).load(PID);
  }

  private static Object interpolated(String text) {
    return Interpolator.replace(
        text, (type, name, directives) -> directives.getOrDefault("default", "interpolated"));
  }
}
