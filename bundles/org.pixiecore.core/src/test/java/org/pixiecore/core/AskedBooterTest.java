package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.event.BootEvent;

/** Whom an interrupt reaches. The listener stands for what answers a machine. */
@Timeout(60)
class AskedBooterTest {

  private static final Machine MACHINE =
      new Machine(new MacAddress(1), Architecture.X86_BIOS, Firmware.IPXE, Optional.empty());

  private final HandSetTimer timer = new HandSetTimer();
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private final List<BootEvent> events = new CopyOnWriteArrayList<>();

  /** Its alarms go off when a test says so. */
  private static final class HandSetTimer extends ScheduledThreadPoolExecutor {

    private volatile Runnable alarm;

    HandSetTimer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      alarm = command;
      return super.schedule(command, 1, TimeUnit.DAYS);
    }
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  static ScriptedBooter[] booters() {
    return new ScriptedBooter[] {
      ScriptedBooter.boots("good"),
      new ScriptedBooter(
          machine -> {
            throw new IOException("away");
          }),
      new ScriptedBooter(machine -> null),
    };
  }

  @ParameterizedTest
  @MethodSource("booters")
  void anAlarmThatGoesOffWhileAMachineIsAnsweredInterruptsNobody(ScriptedBooter booter) {
    asked(booter)
        .ask(
            MACHINE,
            answer -> {
              timer.alarm.run();
              interrupted.complete(Thread.interrupted());
            });

    assertThat(interrupted.join()).isFalse();
  }

  @Test
  void anInterruptThatABooterLeavesBehindDoesNotReachTheAnswer() {
    ScriptedBooter booter =
        new ScriptedBooter(
            machine -> {
              Thread.currentThread().interrupt();
              return Optional.of(ScriptedBooter.spec("good"));
            });
    asked(booter).ask(MACHINE, answer -> interrupted.complete(Thread.interrupted()));

    assertThat(interrupted.join()).isFalse();
  }

  @Test
  void aBooterThatGoesWhileAMachineIsAnsweredInterruptsNobody() {
    AskedBooter asked = asked(ScriptedBooter.boots("good"));
    asked.ask(
        MACHINE,
        answer -> {
          asked.leave();
          interrupted.complete(Thread.interrupted());
        });

    assertThat(interrupted.join()).isFalse();
  }

  @Test
  void aBooterThatGoesIsInterruptedWhereItHangs() {
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    ScriptedBooter booter =
        new ScriptedBooter(
            machine -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
              return Optional.empty();
            });
    AskedBooter asked = asked(booter);
    asked.ask(MACHINE, answered::complete);
    await().until(() -> !booter.asked().isEmpty());
    asked.leave();

    assertThat(interrupted.join()).isTrue();
    assertThat(answered).isCompletedWithValue(new Answer.Unknown("changed or went away"));
    assertThat(events).as("its next version is asked").isEmpty();
  }

  @Test
  void whatABooterThrowsIsOneLineWithoutSecrets() {
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    asked(
            new ScriptedBooter(
                machine -> {
                  throw new IOException("http://u:secret@host/\nis away");
                }))
        .ask(MACHINE, answered::complete);

    assertThat(answered.join()).isEqualTo(new Answer.Unknown("failed: http://…@host/ is away"));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "3600, true", "-1, true", ", true"})
  void theLastAnswerServesForAsLongAsTheBooterSays(Integer seconds, boolean serves) {
    ScriptedBooter booter = ScriptedBooter.boots("good");
    AskedBooter asked = asked(booter, seconds);
    answer(asked, Machines.script());
    booter.behave(
        machine -> {
          throw new IOException("away");
        });

    assertThat(answer(asked, Machines.script()) instanceof Answer.Said).isEqualTo(serves);
    assertThat(asked.last(Machines.script()) instanceof Answer.Said).isEqualTo(serves);
  }

  @Test
  void anAnswerThatComesLateDoesNotReplaceALaterOne() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    ScriptedBooter booter =
        new ScriptedBooter(
            machine -> {
              asked.countDown();
              late.await();
              return Optional.of(ScriptedBooter.spec("outdated"));
            });
    AskedBooter slow = asked(booter);
    CompletableFuture<Answer> first = new CompletableFuture<>();
    slow.ask(Machines.script(), first::complete);
    asked.await();
    booter.behave(machine -> Optional.of(ScriptedBooter.spec("good")));
    Answer second = answer(slow, Machines.script());

    late.countDown();
    first.join();

    assertThat(slow.last(Machines.script())).isEqualTo(second);
  }

  @Test
  void whileTheBooterIsSlowAnOfferGoesByWhatIsOld() {
    AskedBooter asked = asked(ScriptedBooter.boots("good"), 0);
    answer(asked, Machines.ipxe());

    assertThat(asked.last(Machines.ipxe())).isInstanceOf(Answer.Said.class);
    assertThat(asked.last(Machines.script())).isInstanceOf(Answer.Unknown.class);
  }

  private static Answer answer(AskedBooter asked, Machine machine) {
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    asked.ask(machine, answered::complete);
    return answered.join();
  }

  private AskedBooter asked(ScriptedBooter booter) {
    return asked(booter, null);
  }

  private AskedBooter asked(ScriptedBooter booter, Integer lastAnswerSeconds) {
    CoreSettings settings = CoreSettings.read(new Configuration(Map.of()));
    Map<String, Object> properties = new HashMap<>();
    properties.put("service.id", 1L);
    properties.put(Booter.LAST_ANSWER_SECONDS, lastAnswerSeconds);
    return new AskedBooter(booter, properties, () -> settings, timer, events::add);
  }
}
