package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;

/** What every machine that gets no further has in common. */
final class Stuck {

  private Stuck() {}

  static Diagnosis at(Play play, Cause cause, ChainLink link) {
    assertThat(play.diagnoses()).extracting(Diagnosis::cause).containsExactly(cause);
    assertThat(play.shown().state()).isEqualTo(BootState.STUCK);
    assertThat(play.shown().link()).isEqualTo(link);
    Diagnosis diagnosis = play.diagnosis().orElseThrow();
    assertThat(diagnosis.link()).isEqualTo(link);
    assertThat(play.shown().timeline())
        .anyMatch(step -> step.text().startsWith(diagnosis.problem()));
    assertThat(diagnosis.problem()).endsWith(".").doesNotContain("..", "  ");
    assertThat(diagnosis.advice()).endsWith(".").doesNotContain("..", "  ");
    return diagnosis;
  }
}
