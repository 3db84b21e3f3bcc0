package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;

class StateChangesTest {

  private final StateChanges changes = new StateChanges();

  @Test
  void aStepWithinAStateIsNoChange() {
    assertThat(changes.in(Boots.at(BootState.ASKING)).orElseThrow().previous()).isEmpty();
    assertThat(changes.in(Boots.at(BootState.ASKING))).isEmpty();
    assertThat(changes.in(Boots.at(BootState.OFFERED)).orElseThrow().previous())
        .contains(BootState.ASKING);
    assertThat(changes.in(Boots.at(BootState.OFFERED))).isEmpty();
  }

  @Test
  void eachMachineHasItsOwnState() {
    assertThat(changes.in(Boots.at(BootState.ASKING))).isPresent();
    assertThat(changes.in(Boots.at(Boots.OTHER, BootState.ASKING))).isPresent();
    assertThat(changes.in(Boots.at(BootState.ASKING))).isEmpty();
  }

  @Test
  void anotherDiagnosisIsAChange() {
    assertThat(changes.in(Boots.stuck(Boots.STALLED))).isPresent();
    assertThat(changes.in(Boots.stuck(Boots.STALLED))).isEmpty();
    assertThat(changes.in(Boots.stuck(Boots.diagnosis(Diagnosis.Cause.FILE_MISSING, Boots.NOON))))
        .isPresent();
  }

  @Test
  void anotherBootThatBeginsAtTheSameStateIsAChange() {
    assertThat(changes.in(Boots.at(BootState.ASKING))).isPresent();
    assertThat(changes.in(Boots.again(BootState.ASKING)).orElseThrow().previous())
        .contains(BootState.ASKING);
  }

  @Test
  void thereIsAnEndToMachines() {
    for (int i = 0; i <= StateChanges.MOST_MACHINES; i++) {
      assertThat(changes.in(Boots.at(new MacAddress(i), BootState.ASKING))).isPresent();
    }

    assertThat(changes.in(Boots.at(new MacAddress(1), BootState.ASKING))).isEmpty();
    assertThat(changes.in(Boots.at(new MacAddress(0), BootState.ASKING)).orElseThrow().previous())
        .as("forgotten")
        .isEmpty();
  }
}
