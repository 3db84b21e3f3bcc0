package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

  @ParameterizedTest
  @CsvSource({
    "10, 0, 1000, '[          ]   0 % of 1000 B'",
    "10, 500, 1000, '[#####     ]  50 % of 1000 B'",
    "10, 999, 1000, '[######### ]  99 % of 1000 B'",
    "10, 1000, 1000, '[##########] 100 % of 1000 B'",
    "10, 2000, 1000, '[##########] 100 % of 1000 B'",
    "10, -5, 1000, '[          ]   0 % of 1000 B'",
    "10, 0, 0, '[##########] 100 % of 0 B'",
    "1, 999, 1000, '[ ]  99 % of 1000 B'",
    "1, 1000, 1000, '[#] 100 % of 1000 B'",
    "4, 14316544, 28633088, '[##  ]  50 % of 27.3 MiB'"
  })
  void showsHowMuchOfTheWholeIsThere(int width, long done, long whole, String text) {
    assertThat(new ProgressBar(width).text(done, OptionalLong.of(whole))).isEqualTo(text);
  }

  @Test
  void withoutAWholeThereIsNoBar() {
    assertThat(new ProgressBar(10).text(2048, OptionalLong.empty())).isEqualTo("2.0 KiB");
  }

  @Test
  void hasAWidth() {
    assertThatThrownBy(() -> new ProgressBar(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1048524, 1023.9 KiB",
    "1048575, 1.0 MiB",
    "1073741824, 1.0 GiB",
    "1099511627776, 1.0 TiB",
    "9223372036854775807, 8388608.0 TiB"
  })
  void sizesHaveTheUnitThatKeepsThemShort(long octets, String text) {
    assertThat(Octets.text(octets)).isEqualTo(text);
  }
}
