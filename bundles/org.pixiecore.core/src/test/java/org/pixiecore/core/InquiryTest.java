package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootDecision.Boot;
import org.pixiecore.api.BootDecision.NotOurs;
import org.pixiecore.api.BootDecision.Undecided;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** What people are shown of how booters decide. */
@Timeout(120)
class InquiryTest {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Machine MACHINE = Machines.script();

  private final OrdersInMemory orders = new OrdersInMemory();
  private final RankedBooters service =
      new RankedBooters(Map.of("booterTimeout", 600_000, "booterReturn", 600_000), orders);
  private final CountDownLatch hanging = new CountDownLatch(1);

  @AfterEach
  void stop() {
    hanging.countDown();
    service.deactivate();
  }

  @Test
  void bootersAreListedInTheOrderOfAsking() {
    bind(1, 0, "low", ScriptedBooter.passes());
    bind(2, 100, "high", ScriptedBooter.passes());
    bind(3, 0, "lower", ScriptedBooter.passes());
    service.unbindBooter(ScriptedBooter.passes(), properties(1, 0, "low"));

    assertThat(service.booters())
        .containsExactly(
            new BootInquiry.RankedBooter("high", 100, true),
            new BootInquiry.RankedBooter("low", 0, false),
            new BootInquiry.RankedBooter("lower", 0, true));
  }

  @Test
  void everyOpinionUpToTheDecidingOneIsShownWithItsReason() {
    bind(1, 2, "first", new Reasoning(Optional.empty(), "its MAC is in no file"));
    bind(2, 1, "second", ScriptedBooter.boots("second"));
    ScriptedBooter third = bind(3, 0, "third", ScriptedBooter.boots("third"));

    Explanation explanation = explain(MACHINE, LONG);
    assertThat(explanation.machine()).isEqualTo(MACHINE);
    assertThat(explanation.opinions())
        .containsExactly(
            new Opinion(
                new BootInquiry.RankedBooter("first", 2, true),
                Optional.empty(),
                Optional.empty(),
                Optional.of("its MAC is in no file")),
            new Opinion(
                new BootInquiry.RankedBooter("second", 1, true),
                Optional.of(ScriptedBooter.spec("second")),
                Optional.empty(),
                Optional.empty()));
    assertThat(explanation.decision()).isEqualTo(new Boot(ScriptedBooter.spec("second"), "second"));
    assertThat(third.asked()).isEmpty();
  }

  @Test
  void whatAllPassIsNobodys() {
    service.modified(Map.of("booterReturn", 0));
    assertThat(explain(MACHINE, LONG).decision()).isEqualTo(new NotOurs("no booter is for it"));
    bind(1, 0, "passes", ScriptedBooter.passes());

    Explanation explanation = explain(MACHINE, LONG);
    assertThat(explanation.opinions()).hasSize(1);
    assertThat(explanation.decision()).isEqualTo(new NotOurs("no booter is for it"));
  }

  @Test
  void whoSaysToStaySilentEndsIt() {
    bind(1, 1, "silent", new ScriptedBooter(machine -> Optional.of(new BootSpec.Silence())));
    bind(2, 0, "never asked", ScriptedBooter.boots("x"));

    Explanation explanation = explain(MACHINE, LONG);
    assertThat(explanation.opinions()).hasSize(1);
    assertThat(explanation.decision()).isEqualTo(new NotOurs("booter silent says to stay silent"));
  }

  @Test
  void explainingDisturbsNothing() {
    ScriptedBooter booter = bind(1, 0, "lab", ScriptedBooter.boots("explained"));
    explain(MACHINE, LONG);
    booter.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(decide(MACHINE)).as("no answer to serve").isInstanceOf(Undecided.class);
    assertThat(service.lastSeen(MACHINE.mac())).contains(MACHINE);
    service.explain(Machines.firmware(), LONG).toCompletableFuture().join();
    assertThat(service.lastSeen(MACHINE.mac())).as("still as it asked").contains(MACHINE);
  }

  @Test
  void anOrderIsShownWithItsTicketAndNotSpent() {
    BootSpec.NetworkBoot boot =
        new BootSpec.ProgramBoot(
            org.pixiecore.api.BootFile.parse("/srv/installer.efi"), Optional.empty());
    BootSpec.Once once = new BootSpec.Once(boot, "1");
    bind(1, 0, "lab", new ScriptedBooter(machine -> Optional.of(once)));
    OneShot order = new OneShot(MACHINE.mac(), "lab", "1");

    Explanation before = explain(MACHINE, LONG);
    assertThat(before.opinions().get(0).spec()).contains(once);
    assertThat(before.decision())
        .isEqualTo(new Boot(boot, "lab", Optional.of(orders.ticket(order))));
    orders.spend(order);
    assertThat(explain(MACHINE, LONG).decision())
        .isEqualTo(new Boot(new BootSpec.LocalDisk(), "lab"));
  }

  static List<ScriptedBooter.Behaviour> failures() {
    return List.of(
        machine -> {
          throw new IOException("the database is away");
        },
        machine -> {
          throw new NoClassDefFoundError("a/broken/Bundle");
        },
        machine -> null);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whoFailsIsShownWithWhatServesInstead(ScriptedBooter.Behaviour failure) {
    ScriptedBooter booter = bind(1, 0, "lab", new ScriptedBooter(failure));
    Opinion unknown = explain(MACHINE, LONG).opinions().get(0);
    assertThat(unknown.spec()).isEmpty();
    assertThat(unknown.failure().orElseThrow())
        .startsWith("failed: ")
        .endsWith("; the machine is left to ask again");
    assertThat(explain(MACHINE, LONG).decision()).isInstanceOf(Undecided.class);

    booter.behave(machine -> Optional.of(ScriptedBooter.spec("good")));
    decide(MACHINE);
    booter.behave(failure);
    Explanation served = explain(MACHINE, LONG);
    assertThat(served.opinions().get(0).spec()).contains(ScriptedBooter.spec("good"));
    assertThat(served.opinions().get(0).failure().orElseThrow())
        .endsWith("; its last answer serves");
    assertThat(served.decision()).isEqualTo(new Boot(ScriptedBooter.spec("good"), "lab"));
  }

  @Test
  void aReasonThatFailsOrHangsSpoilsNoAnswer() {
    service.modified(Map.of("booterTimeout", 10));
    bind(1, 3, "fails", new Reasoning(Optional.empty(), null));
    bind(2, 2, "hangs", new Reasoning(Optional.empty(), "hang"));
    bind(3, 1, "answers", new Reasoning(Optional.of(ScriptedBooter.spec("x")), "why not"));

    Explanation explanation = explain(MACHINE, LONG);
    assertThat(explanation.opinions())
        .extracting(opinion -> opinion.reason().orElseThrow())
        .containsExactly(
            "asked why, it failed: java.lang.IllegalStateException: a defect",
            "asked why, it did not answer within 10 ms",
            "why not");
    assertThat(explanation.decision()).isEqualTo(new Boot(ScriptedBooter.spec("x"), "answers"));
  }

  @Test
  void patienceEndsWithWhatWasHeard() {
    bind(1, 2, "quick", ScriptedBooter.passes());
    ScriptedBooter slow =
        bind(
            2,
            1,
            "slow",
            new ScriptedBooter(
                machine -> {
                  hanging.await();
                  return Optional.empty();
                }));
    ScriptedBooter last = bind(3, 0, "last", ScriptedBooter.boots("last"));

    Explanation explanation = explain(MACHINE, SHORT);
    assertThat(explanation.opinions().get(explanation.opinions().size() - 1).failure())
        .contains("has not answered yet");
    assertThat(explanation.decision()).isInstanceOf(Undecided.class);

    // who answers too late is not followed by the next
    await().until(() -> !slow.asked().isEmpty());
    hanging.countDown();
    explain(MACHINE, LONG);
    assertThat(last.asked()).hasSize(1);
  }

  @Test
  void aBooterThatIsGoneIsShownAsGone() {
    ScriptedBooter booter = bind(1, 0, "swapped", ScriptedBooter.boots("old"));
    decide(MACHINE);
    service.unbindBooter(booter, properties(1, 0, "swapped"));

    Explanation explanation = explain(MACHINE, LONG);
    assertThat(explanation.opinions())
        .containsExactly(
            new Opinion(
                new BootInquiry.RankedBooter("swapped", 0, false),
                Optional.empty(),
                Optional.of("went away a moment ago"),
                Optional.empty()));
    assertThat(explanation.decision()).isInstanceOf(Undecided.class);
  }

  @Test
  void machinesAreRememberedAsTheyAskedLast() {
    assertThat(service.lastSeen(Machines.MAC)).isEmpty();
    decide(Machines.firmware());
    decide(Machines.script());

    assertThat(service.lastSeen(Machines.MAC)).contains(Machines.script());
    assertThat(service.seen()).containsExactly(Machines.script());
    assertThat(service.lastSeen(new MacAddress(1))).isEmpty();
  }

  @Test
  void ofMoreMachinesThanAreRememberedSomeAreForgotten() {
    service.modified(Map.of("answersKept", 100));
    for (int i = 0; i < 1000; i++) {
      decide(
          new Machine(
              new MacAddress(i), MACHINE.architecture(), MACHINE.firmware(), Optional.empty()));
    }

    assertThat(service.seen()).hasSizeLessThanOrEqualTo(100).hasSizeGreaterThan(50);
  }

  @Test
  void afterTheEndNothingIsExplainedAndNobodyWaits() {
    bind(1, 0, "lab", ScriptedBooter.boots("x"));
    service.deactivate();

    assertThat(service.explain(MACHINE, LONG).toCompletableFuture()).isDone();
  }

  /** Answers the same each time, and says why. */
  private record Reasoning(Optional<BootSpec> answer, String why) implements Booter {
    @Override
    public Optional<BootSpec> bootSpec(Machine machine) {
      return answer;
    }

    @Override
    public Optional<String> reason(Machine machine) throws InterruptedException {
      if (why == null) {
        throw new IllegalStateException("a defect");
      }
      if (why.equals("hang")) {
        new CountDownLatch(1).await();
      }
      return Optional.of(why);
    }
  }

  private <B extends Booter> B bind(long id, int ranking, String name, B booter) {
    service.bindBooter(booter, properties(id, ranking, name));
    return booter;
  }

  private static Map<String, Object> properties(long id, int ranking, String name) {
    return Map.of("service.id", id, "service.ranking", ranking, Booter.NAME, name);
  }

  private Explanation explain(Machine machine, Duration patience) {
    CompletableFuture<Explanation> stage = service.explain(machine, patience).toCompletableFuture();
    return stage.join();
  }

  private BootDecision decide(Machine machine) {
    return service.decide(machine, LONG).toCompletableFuture().join();
  }
}
