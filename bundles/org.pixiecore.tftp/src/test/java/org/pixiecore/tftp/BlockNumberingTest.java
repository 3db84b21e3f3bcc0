package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlockNumberingTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "65535, 65535, 65535",
    "65536, 0, 1",
    "65537, 1, 2",
    "131070, 65534, 65535",
    "131071, 65535, 1",
    "131072, 0, 2",
  })
  void after65535ComesZeroOrOne(long block, int toZero, int toOne) {
    assertThat(BlockNumbering.ROLLS_OVER_TO_0.number(block)).isEqualTo(toZero);
    assertThat(BlockNumbering.ROLLS_OVER_TO_1.number(block)).isEqualTo(toOne);
  }

  @ParameterizedTest
  @EnumSource
  void aNumberIsTheBlockOfTheWindowUnderWay(BlockNumbering numbering) {
    for (long acknowledged :
        new long[] {0, 1, 65530, 65535, 65536, 131069, 131072, 8_000_000_000L}) {
      for (long block = acknowledged; block <= acknowledged + 20; block++) {
        assertThat(numbering.block(numbering.number(block), acknowledged, acknowledged + 20))
            .isEqualTo(block);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNumberOutsideTheWindowIsNoBlock(BlockNumbering numbering) {
    assertThat(numbering.block(numbering.number(99), 100, 104)).isEqualTo(-1);
    assertThat(numbering.block(numbering.number(105), 100, 104)).isEqualTo(-1);
    assertThat(numbering.block(numbering.number(65534), 65535, 65539)).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void everyBlockOfTheLargestWindowHasItsOwnNumber(BlockNumbering numbering) {
    long from = 70_000;
    long to = from + numbering.maxWindowsize();
    for (long block = from; block <= to; block++) {
      assertThat(numbering.block(numbering.number(block), from, to)).isEqualTo(block);
    }
  }

  @Test
  void zeroIsNoNumberWhereOneFollows65535() {
    assertThat(BlockNumbering.ROLLS_OVER_TO_1.block(0, 65535, 65540)).isEqualTo(-1);
  }
}
