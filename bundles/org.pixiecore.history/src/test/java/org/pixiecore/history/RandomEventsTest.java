package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.MachineBoot;

/** Whatever is reported, in whatever order: nothing breaks, and nothing grows. */
class RandomEventsTest {

  private static final int MACHINES = 12;

  private static final List<BiConsumer<Play, Random>> EVENTS =
      List.of(
          (play, random) -> play.discovers(random.nextInt(70_000)),
          (play, random) -> play.as(any(random, Firmware.values()), architecture(random)),
          (play, random) -> play.discoversForItsSystem(),
          (play, random) -> play.takesAddress(),
          (play, random) -> play.asksBootServer(),
          (play, random) ->
              play.otherAnswers(
                  Play.address("10.0." + random.nextInt(256) + ".1"),
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean()),
          (play, random) ->
              play.booterIs(
                  any(random, BootEvent.BooterOutcome.values()),
                  Duration.ofMillis(random.nextInt(20_000)),
                  text(random)),
          (play, random) -> play.isToBoot(Play.KERNEL),
          (play, random) -> play.isToBoot(new BootSpec.Identify()),
          (play, random) -> play.isNotOurs(),
          (play, random) -> play.isUndecided(),
          (play, random) ->
              play.isTold(
                  random.nextInt(65_536), text(random), any(random, BootEvent.Next.values())),
          (play, random) ->
              play.isUnanswered(any(random, BootEvent.Obstacle.values()), text(random)),
          (play, random) -> play.formChanges(text(random), text(random)),
          (play, random) ->
              play.beginsProgram(
                  any(random, Protocol.values()), text(random), any(random, Loader.values())),
          (play, random) -> play.beginsFile(any(random, Protocol.values()), text(random)),
          (play, random) ->
              play.beginsProgram(Protocol.TFTP, "ipxe.efi", any(random, Loader.values()))
                  .moves(random.nextInt(2_000_000))
                  .ends(any(random, BootEvent.TransferOutcome.values()), text(random)),
          (play, random) ->
              play.beginsFile(Protocol.HTTP, "vmlinuz")
                  .moves(random.nextInt(9_000_000))
                  .ends(any(random, BootEvent.TransferOutcome.values()), null),
          (play, random) -> play.isRefused(text(random), random.nextBoolean() ? "" : text(random)),
          (play, random) -> play.isInstructed(text(random), Play.KERNEL),
          (play, random) -> play.isInstructed(text(random), new BootSpec.LocalDisk()),
          (play, random) ->
              play.isInstructed(text(random), new BootDecision.Undecided(text(random))),
          (play, random) -> play.isInstructed(text(random), new BootDecision.NotOurs(text(random))),
          (play, random) -> play.starts(text(random)),
          (play, random) -> play.after(random.nextInt(40)),
          (play, random) -> play.after(random.nextInt(300)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingBreaksAndNothingGrows(long seed) {
    Random random = new Random(seed);
    Chronicle chronicle =
        new Chronicle(new HistorySettings(MACHINES - 2, 20), mac -> Optional.empty());
    Play[] plays = new Play[MACHINES];
    for (int i = 0; i < MACHINES; i++) {
      plays[i] = new Play(chronicle, new MacAddress(0x525400_000000L + i));
    }
    for (int i = 0; i < 3000; i++) {
      EVENTS.get(random.nextInt(EVENTS.size())).accept(any(random, plays), random);
      assertThat(chronicle.machines()).hasSizeLessThanOrEqualTo(MACHINES - 2);
      chronicle.machines().forEach(RandomEventsTest::assertBounded);
    }
    assertThat(chronicle.problems()).hasSizeBetween(1, Chronicle.MOST_PROBLEMS);
  }

  private static void assertBounded(MachineBoot boot) {
    assertThat(boot.timeline()).hasSizeBetween(1, 20);
    assertThat(boot.timeline()).allMatch(step -> step.text().length() < 1000);
    assertThat(boot.running()).hasSizeLessThanOrEqualTo(128);
    if (boot.state() == BootState.STUCK) {
      assertThat(boot.diagnosis()).isPresent();
    }
  }

  private static Architecture architecture(Random random) {
    return new Architecture(random.nextInt(45));
  }

  private static String text(Random random) {
    return "text\u0007 " + random.nextInt(300);
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
