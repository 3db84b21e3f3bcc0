package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootDecision.Boot;
import org.pixiecore.api.BootDecision.NotOurs;
import org.pixiecore.api.BootDecision.Undecided;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.Client;

/** What is told of the booters and of what they come to. */
@Timeout(300)
class ReportedDecisionsTest {

  private static final Machine MACHINE = Machines.firmware();
  private static final Duration LONG = Duration.ofSeconds(200);

  private final RankedBooters service =
      new RankedBooters(
          Map.of("booterTimeout", 600_000, "booterReturn", 600_000), new OrdersInMemory());
  private final List<BootEvent> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);

  @BeforeEach
  void listen() {
    service.bootEvents = events::add;
  }

  @AfterEach
  void stop() {
    hanging.countDown();
    service.deactivate();
  }

  @Test
  void whoWasAskedAndWhatCameOfItAreToldInThatOrder() {
    bind(1, 100, "passes", ScriptedBooter.passes());
    bind(2, 0, "takes", ScriptedBooter.boots("takes"));
    decide(LONG);

    assertThat(asked())
        .extracting(BooterAsked::booter, BooterAsked::outcome, BooterAsked::reason)
        .containsExactly(
            tuple("passes", BooterOutcome.PASSED, Optional.empty()),
            tuple("takes", BooterOutcome.ANSWERED, Optional.empty()));
    assertThat(events)
        .hasSize(3)
        .last()
        .isInstanceOfSatisfying(
            Decided.class,
            decided -> {
              assertThat(decided.client()).isEqualTo(Client.of(MACHINE.mac()));
              assertThat(decided.machine()).isEqualTo(MACHINE);
              assertThat(decided.decision())
                  .isEqualTo(new Boot(ScriptedBooter.spec("takes"), "takes"));
              assertThat(decided.took()).isPositive();
            });
  }

  @Test
  void whyABooterFailedIsToldWithoutSecrets() {
    bind(
        1,
        0,
        "broken",
        new ScriptedBooter(
            machine -> {
              throw new IOException("http://u:secret@host/ is away");
            }));
    decide(LONG);

    assertThat(asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.outcome()).isEqualTo(BooterOutcome.FAILED);
              assertThat(asked.reason()).contains("http://…@host/ is away");
            });
    assertThat(decisions()).singleElement().isInstanceOf(Undecided.class);
  }

  @Test
  void aBooterThatIsLateIsToldToBe() {
    service.modified(Map.of("booterTimeout", 10));
    bind(1, 0, "hung", new ScriptedBooter(this::hang));
    decide(LONG);

    assertThat(asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.outcome()).isEqualTo(BooterOutcome.LATE);
              assertThat(asked.took()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
              assertThat(asked.reason()).isEmpty();
            });
  }

  @Test
  void whereNobodyIsAskedTheDecisionIsToldAlone() {
    decide(LONG);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Decided.class, told -> assertThat(told.decision()).isInstanceOf(NotOurs.class));
  }

  @Test
  void whosePatienceEndsIsToldOfWhatTheyGotAndWhoWaitsLongerOfTheAnswer() {
    bind(1, 0, "slow", new ScriptedBooter(this::hang));
    CompletableFuture<BootDecision> patient = stage(LONG);
    stage(Duration.ZERO).join();
    assertThat(events).hasSize(1);
    assertThat(decisions()).singleElement().isInstanceOf(Undecided.class);

    hanging.countDown();
    patient.join();
    assertThat(asked()).as("one question for both").hasSize(1);
    assertThat(decisions()).hasSize(2).last().isInstanceOf(NotOurs.class);
  }

  @Test
  void theDecisionIsToldBeforeWhoeverAskedGoesOn() {
    bind(1, 0, "slow", new ScriptedBooter(this::hang));
    CompletableFuture<Integer> toldBefore = stage(LONG).thenApply(decision -> decisions().size());
    hanging.countDown();

    assertThat(toldBefore.join()).isEqualTo(1);
  }

  @Test
  void whatIsExplainedToAPersonHappensToNoMachine() {
    bind(1, 0, "takes", ScriptedBooter.boots("takes"));
    service.explain(MACHINE, LONG).toCompletableFuture().join();

    assertThat(events).isEmpty();
  }

  @Test
  void whereNobodyListensMachinesAreDecidedAboutAllTheSame() {
    service.bootEvents = null;
    bind(1, 0, "takes", ScriptedBooter.boots("takes"));

    assertThat(decide(LONG)).isEqualTo(new Boot(ScriptedBooter.spec("takes"), "takes"));
  }

  private List<BooterAsked> asked() {
    return events.stream()
        .filter(BooterAsked.class::isInstance)
        .map(BooterAsked.class::cast)
        .toList();
  }

  private List<BootDecision> decisions() {
    return events.stream()
        .filter(Decided.class::isInstance)
        .map(event -> ((Decided) event).decision())
        .toList();
  }

  private void bind(long id, int ranking, String name, ScriptedBooter booter) {
    service.bindBooter(
        booter, Map.of("service.id", id, "service.ranking", ranking, Booter.NAME, name));
  }

  private Optional<BootSpec> hang(Machine machine) throws InterruptedException {
    hanging.await();
    return Optional.empty();
  }

  private CompletableFuture<BootDecision> stage(Duration patience) {
    return service.decide(MACHINE, patience).toCompletableFuture();
  }

  private BootDecision decide(Duration patience) {
    return stage(patience).join();
  }
}
