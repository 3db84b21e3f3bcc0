package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.http.RequestedRange.Part;
import org.pixiecore.http.RequestedRange.Unsatisfiable;
import org.pixiecore.http.RequestedRange.Whole;

class RequestedRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=0-100, 0, 99",
    "bytes=99-, 99, 99",
    "bytes=10-, 10, 99",
    "bytes=10-999999999999999999, 10, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-101, 0, 99",
    "BYTES = 5 - 6, 5, 6",
  })
  void onePart(String header, long first, long last) {
    assertThat(RequestedRange.parse(header, 100)).isEqualTo(new Part(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=--1",
        "bytes=0-1,5-6",
        "bytes=9999999999999999999-",
        "items=0-1",
        "bytes=0-1;",
      })
  void whatIsMalformedOrManyGetsTheWhole(String header) {
    assertThat(RequestedRange.parse(header, 100)).isEqualTo(new Whole());
  }

  @Test
  void noHeaderGetsTheWhole() {
    assertThat(RequestedRange.parse(null, 100)).isEqualTo(new Whole());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100-, 100",
    "bytes=100-200, 100",
    "bytes=-0, 100",
    "bytes=0-, 0",
    "bytes=-1, 0"
  })
  void aPartThatTheFileDoesNotHave(String header, long size) {
    assertThat(RequestedRange.parse(header, size)).isEqualTo(new Unsatisfiable());
  }

  @Test
  void aPartBeyondFourGigabytes() {
    Part part = (Part) RequestedRange.parse("bytes=5000000000-5000000009", 6_000_000_000L);
    assertThat(part.length()).isEqualTo(10);
    assertThat(part.contentRange(6_000_000_000L))
        .isEqualTo("bytes 5000000000-5000000009/6000000000");
  }
}
