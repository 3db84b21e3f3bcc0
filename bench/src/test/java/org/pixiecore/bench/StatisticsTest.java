package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void percentilesAreNearestRanksInMilliseconds() {
    Latencies latencies = new Latencies();
    for (int millis = 100; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }
    assertThat(latencies.percentile(50)).isEqualTo(50);
    assertThat(latencies.percentile(99)).isEqualTo(99);
    assertThat(latencies.percentile(99.5)).isEqualTo(100);
    assertThat(latencies.percentile(100)).isEqualTo(100);
  }

  @Test
  void latenciesGrowBeyondTheirFirstRoom() {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 100_000; i++) {
      latencies.add(i);
    }
    assertThat(latencies.count()).isEqualTo(100_000);
    assertThat(latencies.percentile(100)).isEqualTo(0.099999);
  }

  @Test
  void noLatencyHasNoPercentile() {
    assertThat(new Latencies().percentile(50)).isNaN();
  }

  @Test
  void medianOfAnOddAndOfAnEvenNumberOfRounds() {
    assertThat(new Rounds(Map.of(1, 9.0, 2, 1.0, 3, 5.0)).median()).isEqualTo(5);
    assertThat(new Rounds(Map.of(1, 9.0, 2, 1.0, 3, 5.0, 4, 7.0)).median()).isEqualTo(6);
  }

  @Test
  void aRoundThatWasSlowForBothDoesNotChangeTheRatio() {
    Rounds ours = new Rounds(Map.of(1, 20.0, 2, 2.0, 3, 22.0));
    Rounds theirs = new Rounds(Map.of(1, 10.0, 2, 1.0, 3, 11.0));
    assertThat(ours.ratioTo(theirs)).isEqualTo(2);
  }

  @Test
  void aRoundThatOneOfThemMissedIsLeftOutOfTheRatio() {
    assertThat(new Rounds(Map.of(1, 8.0, 2, 1.0)).ratioTo(new Rounds(Map.of(1, 2.0)))).isEqualTo(4);
    assertThat(new Rounds(Map.of(1, 8.0)).ratioTo(new Rounds(Map.of(2, 2.0)))).isNaN();
  }
}
