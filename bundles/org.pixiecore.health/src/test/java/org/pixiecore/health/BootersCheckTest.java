package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent.BooterOutcome;

class BootersCheckTest {

  private final Machines machines = new Machines();
  private final BootersCheck check = new BootersCheck(machines);

  @Test
  void withoutACoreNothingIsKnown() {
    assertThat(check.execute().getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void withoutABooterNothingBoots() {
    there();

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(check.execute().toString()).contains("etc/org.pixiecore.booter.static-lab.cfg");
  }

  @Test
  void oneThatIsWaitedForIsAWarningBesideOneThatIsThere() {
    check.inquiry = new Booters(List.of(booter("api-lab", false), booter("static-lab", true)));

    assertThat(check.execute().getStatus()).isEqualTo(Status.WARN);
    assertThat(Entries.of(check.execute())).contains("WARN api-lab: gone, and waited for");
  }

  @Test
  void oneThatIsWaitedForAloneIsCritical() {
    check.inquiry = new Booters(List.of(booter("api-lab", false)));

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void aFailureForOneMachineIsAWarningAndForSeveralCritical() {
    there("api-lab", "static-lab");
    check.happened(machines.asked(1, "api-lab", BooterOutcome.FAILED, "it answered 500"));
    check.happened(machines.asked(1, "api-lab", BooterOutcome.FAILED, "it answered 500"));
    assertThat(check.execute().getStatus()).isEqualTo(Status.WARN);

    check.happened(machines.asked(2, "api-lab", BooterOutcome.LATE, ""));

    Result result = check.execute();
    assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(result.toString()).contains("api-lab: does not answer in time for several machines");
  }

  @Test
  void anAnswerMakesUpForFailures() {
    there("api-lab");
    check.happened(machines.asked(1, "api-lab", BooterOutcome.FAILED, "no connection"));
    check.happened(machines.asked(2, "api-lab", BooterOutcome.FAILED, "no connection"));
    check.happened(machines.asked(3, "api-lab", BooterOutcome.PASSED, ""));

    assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void aFailureOfLongAgoCountsForNothing() {
    there("api-lab");
    check.happened(machines.asked(1, "api-lab", BooterOutcome.FAILED, "no connection"));
    machines.pass(BooterRecord.HOLDS.plusSeconds(1));

    assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void aPasswordInAReasonIsNotShown() {
    there("api-lab");
    check.happened(
        machines.asked(
            1, "api-lab", BooterOutcome.FAILED, "http://me:hunter2@h/v1?key=hunter2\nis down"));

    assertThat(check.execute().toString()).contains("is down").doesNotContain("hunter2", "\nis");
  }

  private void there(String... names) {
    check.inquiry = new Booters(List.of(names).stream().map(name -> booter(name, true)).toList());
  }

  private static BootInquiry.RankedBooter booter(String name, boolean there) {
    return new BootInquiry.RankedBooter(name, 0, there);
  }

  /** Knows these booters, and no more. */
  private record Booters(List<RankedBooter> booters) implements BootInquiry {
    @Override
    public CompletionStage<Explanation> explain(Machine machine, Duration patience) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Machine> lastSeen(MacAddress mac) {
      return Optional.empty();
    }

    @Override
    public List<Machine> seen() {
      return List.of();
    }
  }
}
