package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.config.Configuration;

class MachinesSettingsTest {

  private static final Path ETC = Path.of("/opt/karaf/etc");

  @Test
  void withoutAnyKeyTheDirectoryBesideTheConfigurationServes() {
    assertThat(MachinesSettings.parse(new Configuration(Map.of()), ETC))
        .isEqualTo(
            new MachinesSettings(
                Path.of("/opt/karaf/etc/pixiecore/machines.d"), Duration.ofSeconds(1), 30));
  }

  @Test
  void everyKey() {
    assertThat(
            MachinesSettings.parse(
                new Configuration(
                    Map.of("directory", "/srv/a/../b", "pollInterval", "200", "ranking", "7")),
                ETC))
        .isEqualTo(new MachinesSettings(Path.of("/srv/b"), Duration.ofMillis(200), 7));
  }

  @ParameterizedTest
  @CsvSource({"directory, machines.d", "pollInterval, 0", "ranking, high"})
  void aMistakeIsNamed(String key, String value) {
    Configuration configuration = new Configuration(Map.of(key, value));

    MachinesSettings unused = MachinesSettings.parse(configuration, ETC);

    assertThat(configuration.problems()).singleElement().matches(p -> p.key().equals(key));
  }
}
