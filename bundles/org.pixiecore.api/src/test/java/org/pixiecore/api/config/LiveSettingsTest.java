package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootFile;

class LiveSettingsTest {

  private record Settings(int port, boolean quick) {
    static Settings parse(Configuration configuration) {
      return new Settings(
          configuration.integer("port", 1, 65535, 69), configuration.flag("quick", false));
    }
  }

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private PrintStream standardError;

  @BeforeEach
  void captureTheLog() {
    standardError = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseTheLog() {
    System.setErr(standardError);
  }

  @Test
  void aGoodChangeIsInForceAtOnce() {
    LiveSettings<Settings> settings = new LiveSettings<>(Settings::parse, Map.of("port", "70"));
    assertThat(settings.current()).isEqualTo(new Settings(70, false));

    assertThat(settings.update(Map.of("port", "71", "quick", "true"))).isTrue();
    assertThat(settings.current()).isEqualTo(new Settings(71, true));

    assertThat(settings.update(Map.of())).isTrue();
    assertThat(settings.current()).isEqualTo(new Settings(69, false));
    assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aChangeOfNothingIsNone() {
    LiveSettings<Settings> settings = new LiveSettings<>(Settings::parse, Map.of("port", "70"));

    assertThat(settings.update(Map.of("port", " 70", "quick", "FALSE"))).isFalse();
  }

  @Test
  void aBadChangeLeavesTheLastGoodSettingsAndIsLogged() {
    LiveSettings<Settings> settings = new LiveSettings<>(Settings::parse, Map.of("port", "70"));

    boolean changed =
        settings.update(
            Map.of(
                "port",
                "70000",
                "quick",
                "true",
                "felix.fileinstall.filename",
                "file:/opt/etc/org.pixiecore.x.cfg"));

    assertThat(changed).isFalse();
    assertThat(settings.current()).isEqualTo(new Settings(70, false));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("ERROR")
        .contains("/opt/etc/org.pixiecore.x.cfg: port = \"70000\" is refused")
        .contains("the last good settings stay")
        .contains("Allowed is a whole number from 1 to 65535");
  }

  @Test
  void noSecretOfARefusedUrlIsLogged() {
    LiveSettings<BootFile> settings =
        new LiveSettings<>(
            configuration ->
                configuration.value(
                    "kernel",
                    "a URL",
                    text -> {
                      throw new IllegalArgumentException("\"" + text + "\" it is not");
                    },
                    BootFile.parse("/k")),
            Map.of("kernel", "http://u:secret@my_host/x?secret"));

    assertThat(settings.current()).isEqualTo(BootFile.parse("/k"));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("kernel = \"http://…@my_host/x?…\" is refused")
        .contains("(\"http://…@my_host/x?…\" it is not)")
        .doesNotContain("secret");
  }

  @Test
  void settingsThatAreWrongFromTheStartAreTheDefaultsUntilMended() {
    LiveSettings<Settings> settings =
        new LiveSettings<>(Settings::parse, Map.of("port", "no", "quick", "true"));
    assertThat(settings.current()).isEqualTo(new Settings(69, true));
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("the default serves");

    assertThat(settings.update(Map.of("port", "70", "quick", "true"))).isTrue();
    assertThat(settings.current()).isEqualTo(new Settings(70, true));
  }

  @Test
  void aMisspeltKeyIsLoggedWithThoseThatAreKnown() {
    LiveSettings<Settings> settings = new LiveSettings<>(Settings::parse, Map.of("prot", "70"));

    assertThat(settings.current()).isEqualTo(new Settings(69, false));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("prot is no known key")
        .contains("port, quick");
  }
}
