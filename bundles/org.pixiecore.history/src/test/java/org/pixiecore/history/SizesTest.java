package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SizesTest {

  @Test
  void sizesAreShort() {
    assertThat(Sizes.of(0)).isEqualTo("0 bytes");
    assertThat(Sizes.of(1)).isEqualTo("1 byte");
    assertThat(Sizes.of(999)).isEqualTo("999 bytes");
    assertThat(Sizes.of(1000)).isEqualTo("1.0 kB");
    assertThat(Sizes.of(82_400)).isEqualTo("82.4 kB");
    assertThat(Sizes.of(999_960)).isEqualTo("1.0 MB");
    assertThat(Sizes.of(4_700_000_000L)).isEqualTo("4.7 GB");
    assertThat(Sizes.of(Long.MAX_VALUE)).endsWith(" TB");
  }

  @Test
  void placesAreExact() {
    assertThat(Sizes.place(1400, OptionalLong.of(89_210))).isEqualTo("byte 1400 of 89210");
    assertThat(Sizes.place(1400, OptionalLong.empty())).isEqualTo("byte 1400");
  }

  @Test
  void timesAreShort() {
    assertThat(Sizes.time(Duration.ofMillis(85))).isEqualTo("85 ms");
    assertThat(Sizes.time(Duration.ofMillis(2540))).isEqualTo("2.5 s");
    assertThat(Sizes.time(Duration.ofSeconds(10))).isEqualTo("10 s");
    assertThat(Sizes.time(Duration.ofSeconds(179))).isEqualTo("179 s");
    assertThat(Sizes.time(Duration.ofMinutes(90))).isEqualTo("90 min");
  }
}
