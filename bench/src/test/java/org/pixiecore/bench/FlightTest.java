package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightTest {

  private static final int FIRST_XID = 1000;

  private final Flight flight = new Flight(2, FIRST_XID);

  @Test
  void machinesTakeTurns() {
    assertThat(flight.machine(flight.depart(0))).isEqualTo(0);
    assertThat(flight.machine(flight.depart(0))).isEqualTo(1);
    assertThat(flight.machine(flight.depart(0))).isEqualTo(0);
  }

  @Test
  void anOfferCountsOnceAndTellsHowLongItTook() {
    int xid = flight.depart(1_000_000);
    assertThat(flight.arrive(xid, 3_000_000)).isTrue();
    assertThat(flight.arrive(xid, 9_000_000)).isFalse();
    assertThat(flight.latencies().count()).isEqualTo(1);
    assertThat(flight.latencies().percentile(50)).isEqualTo(2);
    assertThat(flight.underWay()).isZero();
  }

  @Test
  void offersOfAnotherFlightCountForNothing() {
    flight.depart(0);
    assertThat(flight.arrive(FIRST_XID - 1, 1)).isFalse();
    assertThat(flight.arrive(FIRST_XID + 1, 1)).isFalse();
    assertThat(flight.underWay()).isEqualTo(1);
  }

  @Test
  void whatIsGivenUpIsLostAndItsLateOfferCountsForNothing() {
    int lost = flight.depart(10);
    int answered = flight.depart(10);
    flight.depart(20);
    flight.arrive(answered, 12);
    flight.giveUp(20);
    assertThat(flight.lost()).isEqualTo(1);
    assertThat(flight.underWay()).isEqualTo(1);
    assertThat(flight.arrive(lost, 30)).isFalse();
    assertThat(flight.latencies().count()).isEqualTo(1);
  }

  @Test
  void moreThanFitAtOnceTakeTheirTurnInTheSameRoom() {
    for (int i = 0; i < 200_000; i++) {
      int xid = flight.depart(i);
      assertThat(flight.arrive(xid, i + 1)).isTrue();
      flight.giveUp(i);
    }
    assertThat(flight.latencies().count()).isEqualTo(200_000);
    assertThat(flight.lost()).isZero();
  }
}
