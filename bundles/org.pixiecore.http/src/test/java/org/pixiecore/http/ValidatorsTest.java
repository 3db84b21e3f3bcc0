package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorsTest {

  private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");
  private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

  private final Validators file = new Validators("\"tag\"", MODIFIED);

  @Test
  void areWrittenAsHttpWritesThem() {
    assertThat(file.lastModified()).isEqualTo(SAME);
    assertThat(Validators.of(255, Instant.ofEpochSecond(16, 1)).etag()).isEqualTo("\"10-1-ff\"");
  }

  @Test
  void sizeAndTimeTellStatesApart() {
    assertThat(Validators.of(1, MODIFIED).etag())
        .isEqualTo(Validators.of(1, MODIFIED).etag())
        .isNotEqualTo(Validators.of(2, MODIFIED).etag())
        .isNotEqualTo(Validators.of(1, MODIFIED.plusNanos(1)).etag());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      nullValues = "-",
      value = {
        "-, -, false",
        "'\"tag\"', -, true",
        "'W/\"tag\"', -, true",
        "'\"a\" , \"tag\"', -, true",
        "*, -, true",
        "'\"other\"', -, false",
        "tag, -, false",
        "'\"other\"', '" + LATER + "', false",
        "-, '" + SAME + "', true",
        "-, '" + LATER + "', true",
        "-, '" + EARLIER + "', false",
        "-, yesterday, false",
      })
  void notModified(String ifNoneMatch, String ifModifiedSince, boolean notModified) {
    assertThat(file.notModified(ifNoneMatch, ifModifiedSince)).isEqualTo(notModified);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      nullValues = "-",
      value = {
        "-, true",
        "'\"tag\"', true",
        "'W/\"tag\"', false",
        "'\"other\"', false",
        "'" + SAME + "', true",
        "'" + LATER + "', false",
        "'" + EARLIER + "', false",
        "yesterday, false",
      })
  void rangeHolds(String ifRange, boolean holds) {
    assertThat(file.rangeHolds(ifRange)).isEqualTo(holds);
  }
}
