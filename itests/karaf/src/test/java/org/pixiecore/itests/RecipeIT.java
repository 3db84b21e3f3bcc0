package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.pixiecore.api.Recipes;
import org.pixiecore.api.Recipes.Recipe;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;

/** A recipe of one's own, whose files are on a mirror that comes and goes. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RecipeIT {

  private static final String PID = "org.pixiecore.booter.recipe-lab";
  private static final Map<String, String> PUBLISHED =
      Map.of("/linux", "a kernel", "/initrd", "an initrd");

  @Rule public final Server server = Server.withoutABooter();

  @Inject private Recipes recipes;
  @Inject private Downloads downloads;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer mirror;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void publish() throws IOException {
    mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.setExecutor(threads);
    mirror.createContext("/", this::answer);
    mirror.start();
  }

  @After
  public void end() throws IOException {
    mirror.stop(0);
    threads.shutdownNow();
    server.etc().set(PID, "recipe", "");
  }

  @Test
  public void machinesWaitForFilesThatAreFetchedOnceAndBootThemWithoutTheirSource()
      throws Exception {
    put("mine");
    assertThat(recipes.recipes()).extracting(Recipe::name).contains("mine", "debian");
    server.etc().set(PID, "recipe", "mine", "cmdline", "console=ttyS0");

    Machine one = server.machine();
    Machine two = server.machine();
    URI first = one.scriptUrl();
    URI second = two.scriptUrl();
    assertThat(Http.get(first, BodyHandlers.ofString()).body()).doesNotContain("imgargs");
    assertThat(Http.get(second, BodyHandlers.ofString()).body()).doesNotContain("imgargs");
    gate.countDown();
    eventually()
        .until(() -> Http.get(first, BodyHandlers.ofString()).body().contains("imgargs kernel"));
    String script = Http.get(second, BodyHandlers.ofString()).body();
    assertThat(script).contains("mine=yes console=ttyS0");
    assertThat(fetched(script)).containsExactly("a kernel", "an initrd");
    assertThat(requests).containsExactlyInAnyOrder("/linux", "/initrd");
    assertThat(downloads.downloads())
        .filteredOn(download -> download.name().startsWith("mine 1 amd64"))
        .hasSize(2)
        .allMatch(download -> download.state() == Download.State.COMPLETE);

    mirror.stop(0);
    server.etc().set(PID, "recipe", "mine", "cmdline", "console=ttyS1");
    eventually().until(() -> server.machine().script().contains("console=ttyS1"));
    assertThat(fetched(server.machine().script())).containsExactly("a kernel", "an initrd");
  }

  @Test
  public void anUnknownNameIsToldWithTheNearestOnes() throws IOException {
    gate.countDown();
    Log log = Log.ofThisContainer();
    server.etc().set(PID, "recipe", "debain");

    log.awaitLine("there is no recipe \"debain\"", "near it is debian");
  }

  private static List<String> fetched(String script) throws IOException, InterruptedException {
    List<String> contents = new CopyOnWriteArrayList<>();
    for (URI file : Http.files(script)) {
      contents.add(Http.get(file, BodyHandlers.ofString()).body());
    }
    return contents;
  }

  private void put(String name) throws IOException {
    Path recipes = server.etc().directory().resolve("pixiecore/recipes");
    Files.createDirectories(recipes);
    Files.writeString(
        recipes.resolve(name + ".properties"),
        """
        title = Mine
        version = 1
        architectures = x86-64:amd64
        mirrors = http://127.0.0.1:%d
        kernel = {mirror}/linux
        initrd = {mirror}/initrd
        cmdline = mine=yes
        """
            .formatted(mirror.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      gate.await();
      byte[] content = PUBLISHED.get(path).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
