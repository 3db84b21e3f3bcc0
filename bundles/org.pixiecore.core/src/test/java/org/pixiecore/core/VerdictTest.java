package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootDecision.Boot;
import org.pixiecore.api.BootDecision.NotOurs;
import org.pixiecore.api.BootDecision.Undecided;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Machine;

class VerdictTest {

  private static final BootSpec.ProgramBoot PROGRAM =
      new BootSpec.ProgramBoot(BootFile.parse("/srv/memtest.efi"), Optional.empty());

  private final OrdersInMemory orders = new OrdersInMemory();
  private final Verdict verdict = new Verdict(orders);

  static List<Machine> stages() {
    return List.of(Machines.firmware(), Machines.ipxe(), Machines.script());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatBootsBoots(Machine machine) {
    assertThat(on(machine, PROGRAM)).contains(new Boot(PROGRAM, "lab"));
    BootSpec.LocalDisk disk = new BootSpec.LocalDisk();
    assertThat(on(machine, disk)).contains(new Boot(disk, "lab"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void silenceEndsTheAsking(Machine machine) {
    assertThat(on(machine, new BootSpec.Silence()))
        .contains(new NotOurs("booter lab says to stay silent"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whoPassesDecidesNothing(Machine machine) {
    assertThat(verdict.on(machine, "lab", Answer.NOT_MINE)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatIsNotKnownIsUndecided(Machine machine) {
    assertThat(verdict.on(machine, "lab", new Answer.Unknown("has not answered yet")))
        .contains(new Undecided("booter lab has not answered yet"));
  }

  @Test
  void whoIsToIdentifyItselfIsOfferedIpxe() {
    BootSpec identify = new BootSpec.Identify();
    assertThat(on(Machines.firmware(), identify)).contains(new Boot(identify, "lab"));
    assertThat(on(Machines.ipxe(), identify)).contains(new Boot(identify, "lab"));
  }

  @Test
  void whoIsIdentifiedIsNotToIdentifyItselfAgain() {
    assertThat(on(Machines.script(), new BootSpec.Identify()))
        .containsInstanceOf(Undecided.class)
        .hasValueSatisfying(
            decision ->
                assertThat(((Undecided) decision).reason())
                    .startsWith("booter lab")
                    .contains("BootStage.SCRIPT"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void anOrderIsBootedWithATicketUntilItIsSpent(Machine machine) {
    BootSpec.Once once = new BootSpec.Once(PROGRAM, "order 1");
    OneShot order = new OneShot(machine.mac(), "lab", "order 1");

    assertThat(on(machine, once))
        .contains(new Boot(PROGRAM, "lab", Optional.of(orders.ticket(order))));
    orders.spend(order);
    assertThat(on(machine, once)).contains(new Boot(new BootSpec.LocalDisk(), "lab"));
    assertThat(on(machine, new BootSpec.Once(PROGRAM, "order 2")))
        .as("the next order")
        .containsInstanceOf(Boot.class)
        .hasValueSatisfying(next -> assertThat(((Boot) next).spec()).isEqualTo(PROGRAM));
  }

  @Test
  void anOrderWithoutANameIsSpentUntilWhatItBootsChanges() {
    BootSpec.Once once = new BootSpec.Once(PROGRAM, "");
    orders.spend(OneShot.of(Machines.MAC, "lab", once));
    BootSpec.ProgramBoot other =
        new BootSpec.ProgramBoot(BootFile.parse("/srv/other.efi"), Optional.empty());

    assertThat(on(Machines.script(), once)).contains(new Boot(new BootSpec.LocalDisk(), "lab"));
    assertThat(on(Machines.script(), new BootSpec.Once(other, "")))
        .hasValueSatisfying(next -> assertThat(((Boot) next).spec()).isEqualTo(other));
  }

  @Test
  void aSpentOrderIsOneOfOneBooterAndOneMachine() {
    orders.spend(new OneShot(Machines.MAC, "other booter", "1"));
    orders.spend(new OneShot(new org.pixiecore.api.MacAddress(7), "lab", "1"));

    assertThat(on(Machines.script(), new BootSpec.Once(PROGRAM, "1")))
        .hasValueSatisfying(next -> assertThat(((Boot) next).spec()).isEqualTo(PROGRAM));
  }

  /** To boot what may be spent would install a machine anew. */
  @Test
  void whileItIsNotKnownWhatIsSpentAnOrderWaits() {
    orders.becomeUnreadable();
    assertThat(on(Machines.script(), new BootSpec.Once(PROGRAM, "1")))
        .contains(new Undecided("/data/once cannot be read"));
    assertThat(on(Machines.script(), PROGRAM)).contains(new Boot(PROGRAM, "lab"));
  }

  private Optional<BootDecision> on(Machine machine, BootSpec spec) {
    return verdict.on(machine, "lab", new Answer.Said(Optional.of(spec)));
  }
}
