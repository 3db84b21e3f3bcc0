package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots.Spent;

@Timeout(60)
class KeptOneShotsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int MOST = 200;
  private static final OneShot BOOT = new OneShot(Machines.MAC, "lab", "order 1");

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();
  private KeptSeal seal;
  private KeptOneShots kept;

  /** It is noon, until a test says otherwise. */
  private static final class FakeClock extends Clock {
    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void start() {
    seal = new KeptSeal(Map.of("keyFile", folder.resolve("key").toString()));
    kept = started("once");
  }

  @Test
  void whatIsConfirmedIsSpent() throws IOException {
    assertThat(kept.isSpent(BOOT)).isFalse();
    Optional<Spent> spent = kept.confirm(kept.ticket(BOOT));

    assertThat(spent).contains(new Spent(Machines.MAC, "lab", "order 1", NOON));
    assertThat(kept.isSpent(BOOT)).isTrue();
    assertThat(kept.isSpent(new OneShot(Machines.MAC, "lab", "order 2"))).isFalse();
    assertThat(kept.spent()).containsExactly(spent.get());
  }

  @Test
  void confirmingTwiceIsTheSameAsOnce() throws IOException {
    Optional<Spent> first = kept.confirm(kept.ticket(BOOT));
    clock.now = NOON.plus(Duration.ofHours(1));

    assertThat(kept.confirm(kept.ticket(BOOT))).isEqualTo(first);
    assertThat(kept.spent()).hasSize(1);
  }

  @Test
  void aTicketIsTheSameEachTimeAndAfterARestart() {
    assertThat(kept.ticket(BOOT))
        .isEqualTo(kept.ticket(BOOT))
        .isEqualTo(started("once").ticket(BOOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "../../once", "525400123456 3 laborder 1"})
  void whatIsNoTicketSpendsNothing(String ticket) throws IOException {
    assertThat(kept.confirm(ticket)).isEmpty();
    assertThat(kept.spent()).isEmpty();
    assertThat(folder.resolve("once")).doesNotExist();
  }

  @Test
  void aFilesTokenIsNoTicketAndATicketOpensNoFile() throws IOException {
    String token = seal.seal(BootFile.parse("/srv/vmlinuz"));
    assertThat(kept.confirm(token)).isEmpty();
    assertThat(seal.unseal(kept.ticket(BOOT))).isEmpty();
    String disguised = seal.seal(BootFile.parse("file:///" + BOOT.text().replace(' ', '/')));
    assertThat(kept.confirm(disguised)).isEmpty();
  }

  @Test
  void whatIsSpentIsSpentAfterARestart() throws IOException {
    kept.confirm(kept.ticket(BOOT));
    KeptOneShots again = started("once");

    assertThat(again.isSpent(BOOT)).isTrue();
    assertThat(again.spent()).isEqualTo(kept.spent());
    assertThat(again.confirm(again.ticket(BOOT))).hasValue(kept.spent().get(0));
  }

  @Test
  void theLatestIsListedFirst() throws IOException {
    kept.confirm(kept.ticket(BOOT));
    OneShot other = new OneShot(new MacAddress(1), "lab", "");
    clock.now = NOON.minusSeconds(60); // a clock that was set back changes no order
    kept.confirm(kept.ticket(other));

    assertThat(kept.spent()).extracting(Spent::mac).containsExactly(other.mac(), BOOT.mac());
  }

  @Test
  void whatIsForgottenIsBootedAgainAlsoAfterARestart() throws IOException {
    OneShot other = new OneShot(new MacAddress(1), "lab", "order 1");
    kept.confirm(kept.ticket(BOOT));
    kept.confirm(kept.ticket(other));
    List<Spent> forgotten = kept.forget(Machines.MAC);

    assertThat(forgotten).extracting(Spent::mac).containsExactly(Machines.MAC);
    assertThat(kept.isSpent(BOOT)).isFalse();
    assertThat(kept.isSpent(other)).isTrue();
    assertThat(started("once").isSpent(BOOT)).isFalse();
    assertThat(kept.forget(Machines.MAC)).isEmpty();
  }

  @Test
  void ofMoreThanAreKeptTheOldestIsForgotten() throws IOException {
    kept = new KeptOneShots(configuration("once"), seal, clock, 3);
    for (int i = 0; i < 5; i++) {
      kept.confirm(kept.ticket(numbered(i)));
    }

    assertThat(kept.spent())
        .extracting(Spent::mac)
        .containsExactly(numbered(4).mac(), numbered(3).mac(), numbered(2).mac());
    assertThat(kept.isSpent(numbered(1))).isFalse();
    assertThat(kept.isSpent(numbered(2))).isTrue();
  }

  @Test
  void whatCannotBeWrittenIsNotSpentAndTheNextTryWrites() throws IOException {
    Path file = folder.resolve("blocked/once");
    Files.createFile(file.getParent());
    kept = started("blocked/once");

    assertThatIOException()
        .isThrownBy(() -> kept.confirm(kept.ticket(BOOT)))
        .withMessageContaining(file.toString());
    Files.delete(file.getParent());
    assertThat(kept.isSpent(BOOT)).isFalse();
    assertThat(kept.confirm(kept.ticket(BOOT))).isPresent();
    assertThat(started("blocked/once").isSpent(BOOT)).isTrue();
  }

  @Test
  void whileTheFileCannotBeReadNothingIsKnownAndThenItIs() throws IOException {
    Path file = Files.createDirectory(folder.resolve("unreadable"));
    kept = started("unreadable");
    assertThatIOException()
        .isThrownBy(() -> kept.isSpent(BOOT))
        .withMessageContaining(file.toString());
    assertThatIOException().isThrownBy(() -> kept.confirm(kept.ticket(BOOT)));
    assertThatIOException().isThrownBy(kept::spent);
    Files.delete(file);

    assertThat(kept.isSpent(BOOT)).isFalse();
    assertThat(kept.confirm(kept.ticket(BOOT))).isPresent();
  }

  @Test
  void aDamagedFileIsKeptAsideAndWhatCanBeReadOfItHolds() throws IOException {
    kept.confirm(kept.ticket(BOOT));
    Path file = folder.resolve("once");
    String damaged = Files.readString(file) + "\u0000\u0000\u0000";
    Files.writeString(file, damaged);
    KeptOneShots again = started("once");

    assertThat(again.isSpent(BOOT)).isTrue();
    assertThat(folder.resolve("once.damaged")).hasContent(damaged);
    assertThat(new SpentFile(file).read().damaged()).isZero();
    assertThat(again.confirm(again.ticket(new OneShot(Machines.MAC, "lab", "2")))).isPresent();
  }

  @Test
  void anotherFileHoldsFromTheNextQuestionOnAndABadOneChangesNothing() throws IOException {
    kept.confirm(kept.ticket(BOOT));
    kept.modified(configuration("other"));
    assertThat(kept.isSpent(BOOT)).isFalse();
    kept.modified(configuration("once"));
    assertThat(kept.isSpent(BOOT)).isTrue();

    Files.createDirectory(folder.resolve("unreadable"));
    kept.modified(configuration("unreadable"));
    assertThat(kept.isSpent(BOOT)).isTrue();
  }

  @Test
  void manyThatConfirmAtOnceAreAllKept() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<Spent>>> confirmations = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        String ticket = kept.ticket(numbered(i));
        // boot notices are repeated
        confirmations.add(() -> kept.confirm(ticket));
        confirmations.add(() -> kept.confirm(ticket));
      }
      for (Future<Optional<Spent>> confirmed : threads.invokeAll(confirmations)) {
        assertThat(confirmed.get()).isPresent();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(kept.spent()).extracting(Spent::mac).doesNotHaveDuplicates().hasSize(MOST);
    assertThat(started("once").spent()).isEqualTo(kept.spent());
  }

  private static OneShot numbered(int i) {
    return new OneShot(new MacAddress(i), "lab", "order");
  }

  private KeptOneShots started(String file) {
    return new KeptOneShots(configuration(file), seal, clock, MOST);
  }

  private Map<String, Object> configuration(String file) {
    return Map.of("onceFile", folder.resolve(file).toString());
  }
}
