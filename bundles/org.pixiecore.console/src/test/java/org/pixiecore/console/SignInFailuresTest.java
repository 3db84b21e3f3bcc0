package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInFailuresTest {

  private final FakeTime time = new FakeTime();
  private final SignInFailures failures = new SignInFailures(time);

  @Test
  void afterFiveTheAddressWaits() throws Exception {
    InetAddress guesser = InetAddress.getByName("192.168.1.9");
    fail(guesser, 4);
    assertThat(failures.pause(guesser)).isZero();
    fail(guesser, 1);

    assertThat(failures.pause(guesser)).isEqualTo(Duration.ofMinutes(5));
    assertThat(failures.pause(InetAddress.getByName("192.168.1.10"))).isZero();
    time.pass(Duration.ofMinutes(5));
    assertThat(failures.pause(guesser)).isZero();
  }

  @Test
  void whoIsRightInTheEndBeginsAnew() throws Exception {
    InetAddress person = InetAddress.getByName("192.168.1.9");
    fail(person, 4);
    failures.forget(person);
    fail(person, 4);

    assertThat(failures.pause(person)).isZero();
  }

  @Test
  void aHostHasOneTurnForAllItsIpv6Addresses() throws Exception {
    for (int i = 0; i < 5; i++) {
      fail(InetAddress.getByName("fd00:0:0:1::" + i), 1);
    }
    assertThat(failures.pause(InetAddress.getByName("fd00:0:0:1::99"))).isPositive();
    assertThat(failures.pause(InetAddress.getByName("fd00:0:0:2::99"))).isZero();
  }

  private void fail(InetAddress from, int times) {
    for (int i = 0; i < times; i++) {
      failures.count(from);
    }
  }
}
