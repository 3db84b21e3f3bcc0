package org.pixiecore.booter.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.status.Download;

class CacheTest {

  private static final int MIB = 1 << 20;

  @TempDir private Path directory;

  private final DownloadList downloads = new DownloadList();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private Mirror mirror;
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");

  @BeforeEach
  void begin() throws IOException {
    mirror = new Mirror();
  }

  @AfterEach
  void end() {
    mirror.close();
    timer.shutdownNow();
    clients.shutdownNow();
  }

  @Test
  void keepsWhatItFetchedByItsDigest() throws IOException, InterruptedException {
    mirror.has("/linux", "kernel");

    Path file = fetch(cache(MIB), "/linux");

    assertThat(file).hasContent("kernel").hasFileName("linux");
    assertThat(file.getParent()).hasFileName(Digests.sha256("kernel"));
    assertThat(downloads.all())
        .singleElement()
        .satisfies(
            download -> {
              assertThat(download.state()).isEqualTo(Download.State.COMPLETE);
              assertThat(download.fetched()).isEqualTo(6);
              assertThat(download.name()).isEqualTo("test: /linux");
            });
    assertThat(directory.resolve("partial")).isEmptyDirectory();
  }

  @Test
  void fetchesOnceHoweverManyAsk() throws Exception {
    mirror.has("/linux", "kernel");
    CountDownLatch gate = new CountDownLatch(1);
    mirror.waitsFor(gate);
    Cache cache = cache(MIB);
    CountDownLatch asking = new CountDownLatch(8);
    List<Future<Path>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(
          clients.submit(
              () -> {
                asking.countDown();
                return fetch(cache, "/linux");
              }));
    }
    asking.await();
    gate.countDown();

    for (Future<Path> answer : answers) {
      assertThat(answer.get()).hasContent("kernel");
    }
    assertThat(mirror.requests().stream().filter("/linux"::equals)).hasSize(1);
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException, InterruptedException {
    byte[] content = "0123456789".repeat(20_000).getBytes(UTF_8);
    mirror.has("/linux", content);
    mirror.breaksOnceAfter(150_000);

    assertThat(fetch(cache(MIB), "/linux")).hasBinaryContent(content);

    assertThat(mirror.requests()).hasSize(2);
    assertThat(mirror.requests().get(1)).matches("/linux bytes=[1-9]\\d+-");
  }

  @Test
  void goesOnAfterARestart() throws IOException, InterruptedException {
    Path partial = new CacheFolder(directory, MIB, clock()).partial(mirror.url("/linux"));
    mirror.has("/linux", "0123456789");
    Files.writeString(partial, "01234");
    Files.writeString(
        Fetcher.validators(partial),
        "etag=\"" + Arrays.hashCode("0123456789".getBytes(UTF_8)) + "\"");

    assertThat(fetch(cache(MIB), "/linux")).hasContent("0123456789");

    assertThat(mirror.requests()).containsExactly("/linux bytes=5-");
  }

  @Test
  void beginsAnewWhereTheFileIsAnotherOneNow() throws IOException, InterruptedException {
    Path partial = new CacheFolder(directory, MIB, clock()).partial(mirror.url("/linux"));
    mirror.has("/linux", "newer");
    Files.writeString(partial, "old");
    Files.writeString(Fetcher.validators(partial), "etag=\"old\"");

    assertThat(fetch(cache(MIB), "/linux")).hasContent("newer");
  }

  @Test
  void refusesWhatHasAnotherChecksum() throws IOException, InterruptedException {
    mirror.has("/linux", "forged");
    Checksum right = Checksum.of(Digests.sha256("kernel"));
    Cache cache = cache(MIB);

    assertThatIOException()
        .isThrownBy(
            () -> cache.fetch(new Cache.Wanted(mirror.url("/linux"), Optional.of(right)), "k"))
        .withMessageContaining(Digests.sha256("forged"))
        .withMessageContaining(Digests.sha256("kernel"));

    assertThat(directory.resolve("partial")).isEmptyDirectory();
    assertThat(new CacheFolder(directory, MIB, clock()).find(mirror.url("/linux"))).isEmpty();
    assertThat(downloads.all().get(0).state()).isEqualTo(Download.State.FAILED);
  }

  @Test
  void asksNobodyForWhatItHasByItsDigest() throws IOException, InterruptedException {
    mirror.has("/linux", "kernel");
    Path first = fetch(cache(MIB), "/linux");
    Optional<Checksum> right = Optional.of(Checksum.of(Digests.sha256("kernel")));

    Path second =
        cache(MIB).fetch(new Cache.Wanted(URI.create("http://gone.invalid/linux"), right), "k");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void asksAgainOnlyWhetherThereIsSomethingNewer() throws IOException, InterruptedException {
    mirror.has("/linux", "kernel");
    Path first = fetch(cache(MIB), "/linux");

    assertThat(fetch(cache(MIB), "/linux")).isEqualTo(first);
    mirror.has("/linux", "newer kernel");
    assertThat(fetch(cache(MIB), "/linux")).hasContent("newer kernel");

    assertThat(mirror.requests()).containsExactly("/linux", "/linux if new", "/linux if new");
    assertThat(first).hasContent("kernel");
  }

  @Test
  void makesRoomByWhatWasUsedLongestAgo() throws IOException, InterruptedException {
    Cache cache = cache(10);
    mirror.has("/a", "aaaa");
    mirror.has("/b", "bbbb");
    mirror.has("/c", "cccc");
    Path a = fetchLater(cache, "/a");
    Path b = fetchLater(cache, "/b");
    now = now.plusSeconds(1);
    cache.folder().used(a);

    Path c = fetchLater(cache, "/c");

    assertThat(a).exists();
    assertThat(b).doesNotExist();
    assertThat(c).exists();
  }

  @Test
  void evictsNothingThatIsInUse() throws IOException, InterruptedException {
    Cache cache = cache(10);
    mirror.has("/a", "aaaa");
    mirror.has("/b", "bbbb");
    mirror.has("/c", "cccc");
    List<Path> inUse = List.of(fetchLater(cache, "/a"), fetchLater(cache, "/b"));
    cache.folder().hold(inUse);

    assertThatIOException()
        .isThrownBy(() -> fetchLater(cache, "/c"))
        .withMessageContaining("do not fit into the cache")
        .withMessageContaining("sizeLimit");

    cache.folder().release(inUse);
    assertThat(fetchLater(cache, "/c")).exists();
    assertThat(inUse.get(0)).doesNotExist();
  }

  @Test
  void saysWhatIsNotToBeHad() {
    assertThatIOException()
        .isThrownBy(() -> fetch(cache(MIB), "/none"))
        .withMessageContaining("/none is not to be had: the server answers with status 404");
    mirror.close();
    assertThatIOException()
        .isThrownBy(() -> fetch(cache(MIB), "/linux"))
        .withMessageContaining("/linux is not reached: its host takes no connection");
  }

  @Test
  void removesPartsOfFilesThatAreOld() throws IOException {
    CacheFolder folder = new CacheFolder(directory, MIB, clock());
    Path partial = folder.partial(mirror.url("/linux"));
    Files.writeString(partial, "old");
    Files.setLastModifiedTime(partial, FileTime.from(now.minus(Duration.ofDays(8))));
    Path young = folder.partial(mirror.url("/initrd"));
    Files.writeString(young, "young");
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofDays(1))));

    folder.tidy();

    try (Stream<Path> left = Files.list(partial.getParent())) {
      assertThat(left).containsExactly(young);
    }
  }

  private Path fetchLater(Cache cache, String path) throws IOException, InterruptedException {
    now = now.plusSeconds(1);
    return fetch(cache, path);
  }

  private Path fetch(Cache cache, String path) throws IOException, InterruptedException {
    return cache.fetch(new Cache.Wanted(mirror.url(path), Optional.empty()), "test: " + path);
  }

  /** As after a restart. */
  private Cache cache(long limit) {
    return new Cache(
        new CacheFolder(directory, limit, clock()),
        new Fetcher(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO, timer),
        downloads);
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }
}
