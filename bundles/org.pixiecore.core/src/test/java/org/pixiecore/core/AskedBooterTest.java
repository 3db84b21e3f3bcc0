package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

/** Whom an interrupt reaches. The listener stands for what answers a machine. */
@Timeout(60)
class AskedBooterTest {

  private static final Machine MACHINE =
      new Machine(new MacAddress(1), Architecture.X86_BIOS, Firmware.IPXE, Optional.empty());

  private final HandSetTimer timer = new HandSetTimer();
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

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

    assertThat(answered.join())
        .isEqualTo(new Answer.Unknown("failed: java.io.IOException: http://…@host/ is away"));
  }

  private AskedBooter asked(ScriptedBooter booter) {
    CoreSettings settings = CoreSettings.read(new Configuration(Map.of()));
    return new AskedBooter(booter, Map.of("service.id", 1L), () -> settings, timer);
  }
}
