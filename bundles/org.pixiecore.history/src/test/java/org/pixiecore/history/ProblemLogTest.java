package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.slf4j.event.Level;

class ProblemLogTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:00:00:01");

  private final RecordedLog lines = new RecordedLog();
  private final FakeClock clock = new FakeClock();
  private final ProblemLog log = new ProblemLog(lines, clock);

  private static Diagnosis diagnosis(Cause cause) {
    return new Diagnosis(cause, Play.MORNING, ChainLink.DHCP, "It is\nbroken.", "Mend it.");
  }

  @Test
  void aProblemIsOneLine() {
    log.found(MAC, diagnosis(Cause.NO_ADDRESS));

    assertThat(lines.at(Level.WARN))
        .containsExactly("WARN 52:54:00:00:00:01: It is broken. Mend it.");
  }

  @Test
  void theSameProblemOfAMachineIsSaidOnceInTenMinutes() {
    log.found(MAC, diagnosis(Cause.NO_ADDRESS));
    clock.pass(Duration.ofMinutes(9));
    log.found(MAC, diagnosis(Cause.NO_ADDRESS));
    assertThat(lines.at(Level.WARN)).hasSize(1);
    log.found(MAC, diagnosis(Cause.FILE_MISSING));
    assertThat(lines.at(Level.WARN)).hasSize(2);
    clock.pass(Duration.ofMinutes(1));
    log.found(MAC, diagnosis(Cause.NO_ADDRESS));
    assertThat(lines.at(Level.WARN)).hasSize(3);
  }

  @Test
  void aHallThatDoesNotBootHasTwentyLinesAMinute() {
    for (int i = 0; i < 500; i++) {
      log.found(new MacAddress(i), diagnosis(Cause.NO_ADDRESS));
    }
    assertThat(lines.at(Level.WARN)).hasSize(20);
    clock.pass(Duration.ofMinutes(1));
    log.found(MAC, diagnosis(Cause.NO_ADDRESS));
    assertThat(lines.at(Level.WARN)).last().asString().contains("480 more lines");
  }

  @Test
  void aMachineThatIsLeftAloneIsNoAlarm() {
    log.found(MAC, diagnosis(Cause.NOT_OURS));

    assertThat(lines.at(Level.WARN)).isEmpty();
    assertThat(lines.at(Level.DEBUG)).hasSize(1);
  }
}
