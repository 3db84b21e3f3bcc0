package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.booter.api.Booters.DOCUMENT;
import static org.pixiecore.booter.api.Booters.MACHINE;
import static org.pixiecore.booter.api.ScriptedServer.ok;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Java 17's HTTP client cannot be closed: it is to end by itself when the booter is gone. */
class ClientThreadsTest {

  @Test
  void noneIsLeftOfABooterThatIsGone() throws Exception {
    Set<Thread> before = clientThreads();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.always(ok(DOCUMENT)))) {
      Set<Thread> used = use(server);
      used.removeAll(before);

      assertThat(used).isNotEmpty();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                System.gc();
                return used.stream().noneMatch(Thread::isAlive);
              });
    }
  }

  private static Set<Thread> use(ScriptedServer server) throws Exception {
    assertThat(Booters.booter(Time.REAL, server.url()).bootSpec(MACHINE)).isPresent();
    return clientThreads();
  }

  private static Set<Thread> clientThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().matches("HttpClient-.*|pixiecore-api-client-.*"));
    return threads;
  }
}
