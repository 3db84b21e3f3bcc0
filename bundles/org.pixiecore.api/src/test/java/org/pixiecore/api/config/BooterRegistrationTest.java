package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BooterRegistrationTest {

  @ParameterizedTest
  @CsvSource({
    "/opt/karaf/etc/org.pixiecore.booter.static-lab.cfg, static-lab",
    "/opt/karaf/etc/org.pixiecore.booter.static~lab.config, static-lab",
    "org.pixiecore.booter.static~lab, static-lab",
    "org.pixiecore.booter.ldap, ldap",
    "com.example.rack~one, com.example.rack-one",
  })
  void aBooterIsCalledAfterItsConfiguration(String source, String name) {
    assertThat(BooterRegistration.name(source)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"ranking, 7, 7", "service.ranking, -3, -3", "ranking, high, 0", "other, 5, 0"})
  void theRankingIsReadFromEitherKey(String key, String value, int ranking) {
    Configuration configuration = new Configuration(Map.of(key, value));

    assertThat(BooterRegistration.ranking(configuration)).isEqualTo(ranking);
  }

  @Test
  void ourOwnKeyComesBeforeTheFrameworks() {
    Configuration configuration = new Configuration(Map.of("ranking", "1", "service.ranking", "2"));

    assertThat(BooterRegistration.ranking(configuration)).isEqualTo(1);
  }
}
