package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who configures it reads. */
class KnownLoadersTest {

  @TempDir Path directory;
  private final TestCore core = new TestCore();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    // the simple logger looks for it with each line
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void aDirectoryThatIsNotThereIsNamedAtTheStart() throws Exception {
    Path missing = directory.resolve("nope");
    new KnownLoaders(raspberryPi(missing), core.core);

    assertThat(lines()).containsOnlyOnce("WARN").contains(complaint(missing));
  }

  @Test
  void aDirectoryThatIsNotThereIsNamedOnceItIsConfigured() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    KnownLoaders loaders = new KnownLoaders(raspberryPi(directory), core.core);
    loaders.modified(raspberryPi(file));
    loaders.modified(raspberryPi(file));
    assertThat(lines()).containsOnlyOnce("WARN").contains(complaint(file));
  }

  @Test
  void whereNoneIsConfiguredNoneIsMissed() throws Exception {
    new KnownLoaders(Map.of(), core.core).modified(Map.of());

    assertThat(lines()).isEmpty();
  }

  private static String complaint(Path path) {
    return "There is no directory "
        + path
        + ", which raspberryPi in etc/org.pixiecore.loaders.cfg names: no Raspberry Pi boots until"
        + " it is there";
  }

  private static Map<String, Object> raspberryPi(Path path) {
    return Map.of("raspberryPi", path.toString());
  }

  /** All that was said, with nothing under way any more. */
  private String lines() throws InterruptedException {
    core.core.deactivate();
    assertThat(((ExecutorService) core.core.disk()).awaitTermination(10, TimeUnit.SECONDS))
        .isTrue();
    return log.toString(UTF_8);
  }
}
