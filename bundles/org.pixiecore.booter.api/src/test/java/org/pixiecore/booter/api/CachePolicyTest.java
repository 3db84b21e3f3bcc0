package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | true | 0 | -1",
        "max-age=60 | true | 60 | -1",
        "Private, MAX-AGE = \"60\" | true | 60 | -1",
        "max-age=60, stale-if-error=5 | true | 60 | 5",
        "max-age=60, must-revalidate | true | 60 | 0",
        "no-cache, max-age=60 | true | 0 | 0",
        "no-store | false | 0 | -1",
        "max-age=-1 | true | 0 | -1",
        "max-age=soon | true | 0 | -1",
        "max-age | true | 0 | -1",
        "max-age=99999999999999999999 | true | 86400 | -1",
        ",, =, max-age=1 | true | 1 | -1"
      })
  void cacheControl(String field, boolean keep, int fresh, int stale) {
    CachePolicy policy = CachePolicy.of(headers(Map.of("cache-control", List.of(field))));

    assertThat(policy)
        .isEqualTo(
            new CachePolicy(
                keep,
                Duration.ofSeconds(fresh),
                stale < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(stale))));
  }

  @Test
  void severalFieldsAreOneList() {
    assertThat(
            CachePolicy.of(headers(Map.of("Cache-Control", List.of("private", "max-age=7"))))
                .freshFor())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"10, 50", "60, 0", "100, 0", "x, 60"})
  void ageIsTakenOff(String age, int fresh) {
    assertThat(
            CachePolicy.of(
                    headers(Map.of("Cache-Control", List.of("max-age=60"), "Age", List.of(age))))
                .freshFor())
        .isEqualTo(Duration.ofSeconds(fresh));
  }

  private static HttpHeaders headers(Map<String, List<String>> fields) {
    return HttpHeaders.of(fields, (name, value) -> true);
  }
}
