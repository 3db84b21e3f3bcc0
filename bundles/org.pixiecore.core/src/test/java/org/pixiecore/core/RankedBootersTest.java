package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootDecision.Boot;
import org.pixiecore.api.BootDecision.NotOurs;
import org.pixiecore.api.BootDecision.Undecided;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

@Timeout(300)
class RankedBootersTest {

  private static final Duration LONG = Duration.ofSeconds(200);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Machine MACHINE = machine(1);

  private final RankedBooters service =
      new RankedBooters(
          Map.of("booterTimeout", 600_000, "booterReturn", 600_000), new OrdersInMemory());
  private final CountDownLatch hanging = new CountDownLatch(1);

  @AfterEach
  void stop() {
    hanging.countDown();
    service.deactivate();
  }

  @Test
  void withoutBootersNoMachineIsOurs() {
    assertThat(decide(MACHINE, LONG)).isEqualTo(new NotOurs("no booter is for it"));
  }

  /** A machine that has its script's URL was somebody's before this server was restarted. */
  @Test
  void atTheStartAScriptWaitsForItsBooterToCome() {
    assertThat(decide(atScript(MACHINE), LONG)).isInstanceOf(Undecided.class);
    bind(1, 0, "another", ScriptedBooter.passes());
    assertThat(decide(atScript(MACHINE), LONG)).isInstanceOf(Undecided.class);

    service.modified(Map.of("booterReturn", 0));
    assertThat(decide(atScript(MACHINE), LONG)).isEqualTo(new NotOurs("no booter is for it"));
  }

  @Test
  void theHighestRankedIsAskedFirstAndItsAnswerCounts() {
    ScriptedBooter low = bind(1, 0, "low", ScriptedBooter.boots("low"));
    bind(2, 100, "high", ScriptedBooter.boots("high"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("high"), "high"));
    assertThat(low.asked()).isEmpty();
  }

  @Test
  void amongEqualsTheOneRegisteredFirstIsAskedFirst() {
    bind(8, 5, "younger", ScriptedBooter.boots("younger"));
    bind(7, 5, "elder", ScriptedBooter.boots("elder"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("elder"), "elder"));
  }

  @Test
  void whoPassesLeavesTheMachineToTheNext() {
    bind(1, 100, "passes", ScriptedBooter.passes());
    bind(2, 0, "takes", ScriptedBooter.boots("takes"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("takes"), "takes"));
  }

  @Test
  void whatEveryBooterPassesIsNotOurs() {
    bind(1, 100, "one", ScriptedBooter.passes());
    bind(2, 0, "other", ScriptedBooter.passes());

    assertThat(decide(MACHINE, LONG)).isEqualTo(new NotOurs("no booter is for it"));
  }

  static List<ScriptedBooter.Behaviour> failures() {
    return List.of(
        machine -> {
          throw new IOException("the database is away");
        },
        machine -> {
          throw new IllegalStateException("a defect");
        },
        machine -> {
          throw new NoClassDefFoundError("a/broken/Bundle");
        },
        machine -> {
          throw new InterruptedException();
        },
        machine -> null);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whoFailsWithoutALastAnswerLeavesTheMachineUndecided(ScriptedBooter.Behaviour failure) {
    bind(1, 100, "broken", new ScriptedBooter(failure));
    ScriptedBooter next = bind(2, 0, "next", ScriptedBooter.boots("next"));

    assertThat(decide(MACHINE, LONG))
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.reason()).contains("broken"));
    assertThat(next.asked()).as("asked in its stead").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whoFailsIsServedByItsLastAnswer(ScriptedBooter.Behaviour failure) {
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("good"));
    decide(MACHINE, LONG);
    booter.behave(failure);

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("good"), "booter"));
    assertThat(booter.asked()).hasSize(2);
  }

  @Test
  void passingIsALastAnswerToo() {
    ScriptedBooter first = bind(1, 100, "first", ScriptedBooter.passes());
    bind(2, 0, "second", ScriptedBooter.boots("second"));
    decide(MACHINE, LONG);
    first.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("second"), "second"));
  }

  @Test
  void lastAnswersAreKeptForEachMachine() {
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("good"));
    decide(MACHINE, LONG);
    booter.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(decide(machine(2), LONG)).isInstanceOf(Undecided.class);
  }

  /** Else it would ask again for its first script until the booter is back. */
  @Test
  void aBooterThatGoesDownBetweenTheOfferAndTheScriptIsServedByTheOffer() {
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("good"));
    decide(MACHINE, LONG);
    booter.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(decide(atScript(MACHINE), LONG))
        .isEqualTo(new Boot(ScriptedBooter.spec("good"), "booter"));
    booter.behave(this::hang);
    assertThat(decide(atScript(MACHINE), SHORT))
        .isEqualTo(new Boot(ScriptedBooter.spec("good"), "booter"));
  }

  @Test
  void aMachineThatWasToIdentifyItselfWaitsForItsBooterAtTheScript() {
    ScriptedBooter booter =
        bind(1, 0, "booter", new ScriptedBooter(machine -> Optional.of(new BootSpec.Identify())));
    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(new BootSpec.Identify(), "booter"));
    booter.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(decide(atScript(MACHINE), LONG)).isInstanceOf(Undecided.class);
  }

  @Test
  void patienceEndsUndecidedWhileNothingIsKnown() {
    bind(1, 0, "slow", new ScriptedBooter(this::hang));

    assertThat(decide(MACHINE, SHORT)).isEqualTo(new Undecided("booter slow has not answered yet"));
  }

  @Test
  void patienceEndsWithTheLastAnswer() {
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("good"));
    decide(MACHINE, LONG);
    booter.behave(this::hang);

    assertThat(decide(MACHINE, SHORT)).isEqualTo(new Boot(ScriptedBooter.spec("good"), "booter"));
  }

  @Test
  void withoutPatienceWhatIsKnownComesAtOnceAndTheQuestionGoesOn() {
    bind(1, 0, "booter", ScriptedBooter.boots("good"));

    CompletableFuture<BootDecision> stage = stage(MACHINE, Duration.ZERO);
    assertThat(stage).isDone();
    await()
        .until(
            () ->
                stage(MACHINE, Duration.ZERO)
                    .join()
                    .equals(new Boot(ScriptedBooter.spec("good"), "booter")));
  }

  @Test
  void anAnswerAfterTheEndOfPatienceServesTheNextQuestion() {
    ScriptedBooter booter =
        bind(
            1,
            0,
            "slow",
            new ScriptedBooter(
                machine -> {
                  hang(machine);
                  return Optional.of(ScriptedBooter.spec("late"));
                }));
    assertThat(decide(MACHINE, SHORT)).isInstanceOf(Undecided.class);
    hanging.countDown();

    await().until(() -> decide(MACHINE, Duration.ZERO) instanceof Boot);
    assertThat(booter.asked()).isNotEmpty();
  }

  @Test
  void theSameQuestionIsAskedOnceWhileItIsUnderWay() {
    ScriptedBooter booter =
        bind(
            1,
            0,
            "slow",
            new ScriptedBooter(
                machine -> {
                  hang(machine);
                  return Optional.of(ScriptedBooter.spec("one for all"));
                }));
    List<CompletableFuture<BootDecision>> stages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      stages.add(stage(MACHINE, LONG));
    }
    await().until(() -> !booter.asked().isEmpty());
    hanging.countDown();

    assertThat(stages)
        .allSatisfy(
            stage ->
                assertThat(stage.join())
                    .isEqualTo(new Boot(ScriptedBooter.spec("one for all"), "slow")));
    assertThat(booter.asked()).hasSize(1);
  }

  @Test
  void aHungBooterHoldsUpNoOther() {
    bind(
        1,
        100,
        "quick",
        new ScriptedBooter(
            machine ->
                machine.equals(MACHINE)
                    ? Optional.of(ScriptedBooter.spec("quick"))
                    : Optional.empty()));
    bind(2, 0, "hung", new ScriptedBooter(this::hang));
    for (int i = 0; i < 50; i++) {
      assertThat(stage(machine(100 + i), LONG)).isNotDone();
    }

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("quick"), "quick"));
  }

  @Test
  void afterItsTimeLimitABooterIsInterruptedAndTheMachineUndecided() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    service.modified(Map.of("booterTimeout", 10));
    bind(
        1,
        0,
        "slow",
        new ScriptedBooter(
            machine -> {
              try {
                return hang(machine);
              } catch (InterruptedException e) {
                thrown.set(e);
                throw e;
              }
            }));

    assertThat(decide(MACHINE, LONG))
        .isEqualTo(new Undecided("booter slow did not answer within 10 ms"));
    await().untilAtomic(thrown, org.hamcrest.Matchers.notNullValue());
  }

  @Test
  void anInterruptOfOneCallDoesNotReachTheNext() {
    service.modified(Map.of("booterTimeout", 10, "booterThreads", 1));
    ScriptedBooter booter =
        bind(
            1,
            0,
            "slow",
            new ScriptedBooter(
                machine -> {
                  try {
                    return hang(machine);
                  } finally {
                    // as badly behaved code does
                    Thread.currentThread().interrupt();
                  }
                }));
    decide(MACHINE, LONG);
    booter.behave(
        machine -> {
          if (Thread.interrupted()) {
            throw new InterruptedException("not meant for this call");
          }
          return Optional.of(ScriptedBooter.spec("fine"));
        });

    assertThat(decide(machine(2), LONG)).isEqualTo(new Boot(ScriptedBooter.spec("fine"), "slow"));
  }

  @Test
  void aModifiedBootersOlderAnswersAreVoidAtOnce() {
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("old"));
    decide(MACHINE, LONG);
    booter.behave(this::hang);
    service.updatedBooter(booter, properties(1, 0, "booter"));

    assertThat(decide(MACHINE, SHORT)).isInstanceOf(Undecided.class);
  }

  @Test
  void aQuestionUnderWayFindsAModifiedBootersNewAnswer() {
    ScriptedBooter booter = bind(1, 0, "booter", new ScriptedBooter(this::hang));
    CompletableFuture<BootDecision> stage = stage(MACHINE, LONG);
    await().until(() -> !booter.asked().isEmpty());
    booter.behave(machine -> Optional.of(ScriptedBooter.spec("new")));
    service.updatedBooter(booter, properties(1, 0, "booter"));

    assertThat(stage.join()).isEqualTo(new Boot(ScriptedBooter.spec("new"), "booter"));
  }

  @Test
  void aHigherRankThatComesWhileAQuestionIsUnderWayIsHeard() {
    ScriptedBooter low =
        bind(
            1,
            0,
            "low",
            new ScriptedBooter(
                machine -> {
                  hang(machine);
                  return Optional.of(ScriptedBooter.spec("low"));
                }));
    CompletableFuture<BootDecision> stage = stage(MACHINE, LONG);
    await().until(() -> !low.asked().isEmpty());
    bind(2, 100, "high", ScriptedBooter.boots("high"));
    hanging.countDown();

    assertThat(stage.join()).isEqualTo(new Boot(ScriptedBooter.spec("high"), "high"));
  }

  /** As far as the script, which can wait; firmware that gets no answer gives up. */
  @Test
  void aMachineOfABooterThatIsBeingReplacedIsOfferedIpxeAndItsScriptWaits() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("old"));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 0, "swapped"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(new BootSpec.Identify(), "swapped"));
    assertThat(decide(MACHINE, Duration.ZERO)).isInstanceOf(Boot.class);
    CompletableFuture<BootDecision> script = stage(atScript(MACHINE), LONG);
    assertThat(script).isNotDone();

    bind(9, 0, "swapped", ScriptedBooter.boots("new"));
    assertThat(script.join()).isEqualTo(new Boot(ScriptedBooter.spec("new"), "swapped"));
    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("new"), "swapped"));
  }

  @Test
  void aScriptThatRunsOutOfPatienceBeforeTheReturnIsUndecided() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("old"));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 0, "swapped"));

    assertThat(decide(atScript(MACHINE), SHORT))
        .isEqualTo(new Undecided("booter swapped went away a moment ago"));
  }

  @Test
  void aMachineThatTheDepartedNeverKnewWaitsAndIsNoLowerBooters() {
    ScriptedBooter first = bind(1, 100, "swapped", ScriptedBooter.boots("old"));
    ScriptedBooter lower = bind(2, 0, "lower", ScriptedBooter.boots("lower"));
    service.unbindBooter(first, properties(1, 100, "swapped"));

    CompletableFuture<BootDecision> offer = stage(MACHINE, LONG);
    assertThat(offer).isNotDone();
    assertThat(decide(MACHINE, SHORT)).isInstanceOf(Undecided.class);

    bind(9, 100, "swapped", ScriptedBooter.boots("new"));
    assertThat(offer.join()).isEqualTo(new Boot(ScriptedBooter.spec("new"), "swapped"));
    assertThat(lower.asked()).isEmpty();
  }

  @Test
  void aMachineThatTheDepartedPassedIsNotHeldUp() {
    ScriptedBooter first = bind(1, 100, "swapped", ScriptedBooter.passes());
    bind(2, 0, "lower", ScriptedBooter.boots("lower"));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 100, "swapped"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("lower"), "lower"));
  }

  @ParameterizedTest
  @MethodSource("noNetworkBoots")
  void aMachineThatTheDepartedKeptFromTheNetworkIsOfferedNothingMeanwhile(BootSpec spec) {
    ScriptedBooter first = bind(1, 0, "swapped", new ScriptedBooter(machine -> Optional.of(spec)));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 0, "swapped"));

    assertThat(decide(MACHINE, SHORT)).isInstanceOf(Undecided.class);
  }

  static List<BootSpec> noNetworkBoots() {
    return List.of(new BootSpec.LocalDisk(), new BootSpec.Silence());
  }

  /** One change may follow the other faster than a machine asks. */
  @Test
  void aMachineIsOfferedIpxeAlsoWhileTheSecondOfTwoVersionsIsReplacedThatItNeverAsked() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("first"));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 0, "swapped"));
    ScriptedBooter second = bind(2, 0, "swapped", ScriptedBooter.boots("second"));
    service.updatedBooter(second, properties(2, 0, "swapped"));
    service.unbindBooter(second, properties(2, 0, "swapped"));

    assertThat(decide(MACHINE, SHORT)).isEqualTo(new Boot(new BootSpec.Identify(), "swapped"));
  }

  @Test
  void whatTheSecondVersionSaidCountsMoreThanTheFirst() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("first"));
    decide(MACHINE, LONG);
    service.unbindBooter(first, properties(1, 0, "swapped"));
    ScriptedBooter second = bind(2, 0, "swapped", ScriptedBooter.passes());
    decide(MACHINE, LONG);
    service.unbindBooter(second, properties(2, 0, "swapped"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new NotOurs("no booter is for it"));
  }

  /** A feature's new version may be there before the old one goes. */
  @Test
  void aBooterWhoseSuccessorIsThereAlreadyIsNotWaitedFor() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("old"));
    decide(MACHINE, LONG);
    bind(9, 0, "swapped", ScriptedBooter.boots("new"));
    service.unbindBooter(first, properties(1, 0, "swapped"));

    assertThat(decide(MACHINE, LONG)).isEqualTo(new Boot(ScriptedBooter.spec("new"), "swapped"));
  }

  @Test
  void aFloodWhileABooterIsWaitedForIsTurnedAwayAtOnce() {
    ScriptedBooter first = bind(1, 0, "swapped", ScriptedBooter.boots("old"));
    service.unbindBooter(first, properties(1, 0, "swapped"));
    for (int i = 0; i < DepartedBooter.WAITING; i++) {
      assertThat(stage(machine(i), LONG)).isNotDone();
    }

    assertThat(stage(machine(DepartedBooter.WAITING), LONG))
        .isCompletedWithValueMatching(Undecided.class::isInstance);
  }

  @Test
  void aBooterThatDoesNotReturnIsForgotten() {
    service.modified(Map.of("booterReturn", 0));
    ScriptedBooter booter = bind(1, 0, "booter", ScriptedBooter.boots("old"));
    decide(MACHINE, LONG);
    service.unbindBooter(booter, properties(1, 0, "booter"));

    await().until(() -> decide(MACHINE, LONG).equals(new NotOurs("no booter is for it")));
  }

  @Test
  void aFloodOfUnknownMachinesIsTurnedAwayAtOnce() {
    bind(1, 0, "hung", new ScriptedBooter(this::hang));
    List<CompletableFuture<BootDecision>> stages = new ArrayList<>();
    for (int i = 0; i < BooterThreads.QUEUE + 200; i++) {
      stages.add(stage(machine(i), LONG));
    }

    List<BootDecision> turnedAway =
        stages.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
    assertThat(turnedAway)
        .hasSizeBetween(150, 200)
        .containsOnly(new Undecided("booter hung is asked about too many machines at once"));
  }

  @Test
  void moreWaitersThanThereArePlacesForGetWhatIsKnown() {
    bind(1, 0, "hung", new ScriptedBooter(this::hang));
    for (int i = 0; i < RankedBooters.WAITING; i++) {
      assertThat(stage(MACHINE, LONG)).isNotDone();
    }

    assertThat(stage(MACHINE, LONG))
        .isCompletedWithValue(new Undecided("booter hung has not answered yet"));
  }

  @Test
  void placesOfThoseWhoWentAreFreeAgain() {
    bind(1, 0, "quick", ScriptedBooter.boots("quick"));
    for (int i = 0; i < RankedBooters.WAITING + 10; i++) {
      assertThat(decide(machine(i), LONG)).isInstanceOf(Boot.class);
    }
  }

  @Test
  void atDeactivationWhoWaitsIsUndecided() {
    bind(1, 0, "hung", new ScriptedBooter(this::hang));
    CompletableFuture<BootDecision> waiting = stage(MACHINE, LONG);
    service.deactivate();

    assertThat(waiting).isCompletedWithValueMatching(Undecided.class::isInstance);
    assertThat(stage(MACHINE, LONG)).isCompletedWithValueMatching(Undecided.class::isInstance);
  }

  @Test
  void threadsHaveNamesAndAreDaemons() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    bind(
        1,
        0,
        "lab",
        new ScriptedBooter(
            machine -> {
              thread.set(Thread.currentThread());
              return Optional.empty();
            }));
    decide(MACHINE, LONG);

    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().getName()).startsWith("pixiecore-booter-lab-");
  }

  private ScriptedBooter bind(long id, int ranking, String name, ScriptedBooter booter) {
    service.bindBooter(booter, properties(id, ranking, name));
    return booter;
  }

  private static Map<String, Object> properties(long id, int ranking, String name) {
    return Map.of("service.id", id, "service.ranking", ranking, Booter.NAME, name);
  }

  private Optional<BootSpec> hang(Machine machine) throws InterruptedException {
    hanging.await();
    return Optional.empty();
  }

  private CompletableFuture<BootDecision> stage(Machine machine, Duration patience) {
    return service.decide(machine, patience).toCompletableFuture();
  }

  private BootDecision decide(Machine machine, Duration patience) {
    return stage(machine, patience).join();
  }

  private static Machine atScript(Machine machine) {
    return new Machine(
        machine.mac(),
        machine.architecture(),
        machine.firmware(),
        BootStage.SCRIPT,
        machine.uuid(),
        Optional.of("serial"),
        machine.userClass(),
        machine.network());
  }

  private static Machine machine(long mac) {
    return new Machine(new MacAddress(mac), Architecture.X86_BIOS, Firmware.IPXE, Optional.empty());
  }
}
