package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void hasABarWhereTheSizeIsKnown() {
    ProgressLine line = new ProgressLine("linux", 3 << 20, OptionalLong.of(12 << 20));

    assertThat(line.bar()).isEqualTo("[#####               ] linux: 3.0 of 12.0 MiB");
    assertThat(line.plain()).isEqualTo("linux: 3.0 of 12.0 MiB");
  }

  @Test
  void saysWhatIsThereWhereTheSizeIsNotKnown() {
    ProgressLine line = new ProgressLine("linux", 1_600_000, OptionalLong.empty());

    assertThat(line.bar()).isEqualTo("linux: 1.5 MiB");
  }

  @Test
  void isNeverMoreThanFull() {
    assertThat(new ProgressLine("x", 9, OptionalLong.of(3)).bar()).startsWith("[" + "#".repeat(20));
    assertThat(new ProgressLine("x", 0, OptionalLong.of(0)).bar()).isEqualTo("x: 0.0 of 0.0 MiB");
  }
}
