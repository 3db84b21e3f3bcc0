package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixiecore.itests.Server.eventually;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.pixiecore.api.Booter;
import org.pixiecore.itests.SimulatedBoot.Booted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A booter is replaced fifty times, by each of the ways that there are, while machines boot. Below
 * it ranks one that would boot something else on every machine, if ever it were asked.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeploymentIT {

  private static final Logger LOG = LoggerFactory.getLogger(HotDeploymentIT.class);

  private static final String CORE = "org.pixiecore.core";
  private static final int SWAPS = 50;
  private static final int MACHINES = 12;

  /** So many boots come to their end between one swap and the next. */
  private static final int BETWEEN = 6;

  @Rule public final Server server = Server.booting();

  @Rule public final TestName way = new TestName();

  @Inject private BundleContext context;

  private SwappedBooter booter;

  /** A way to replace a version by the next one. */
  private interface Swap {
    void to(int version) throws Exception;
  }

  /**
   * A version's coming.
   *
   * @param span from the command to the new version's service
   */
  private record Arrival(int version, Span span) {}

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void makeTheBooter() {
    booter = new SwappedBooter(server.site());
  }

  @After
  public void waitForBootersAsLongAsAtFirst() throws IOException {
    server.etc().clear(CORE);
  }

  @Test
  public void bundleUpdate() throws Exception {
    long id = installBundle();

    swapUnderLoad(
        version ->
            server.shell("bundle:update %d %s".formatted(id, booter.bundleFile(version).toUri())));

    server.shell("bundle:uninstall " + id);
  }

  /** A version tells the builds apart, so the same one is another after each stop. */
  @Test
  public void bundleStopAndStart() throws Exception {
    long id = installBundle();

    swapUnderLoad(
        version -> {
          server.shell("bundle:stop " + id);
          server
              .bundle(SwappedBooter.NAME)
              .update(new ByteArrayInputStream(booter.bundle(version)));
          server.shell("bundle:start " + id);
        });

    server.shell("bundle:uninstall " + id);
  }

  @Test
  public void featureUninstallAndInstall() throws Exception {
    server.shell("feature:repo-add " + booter.features(SWAPS + 1).toUri());
    server.install(feature(1));

    swapUnderLoad(
        version -> {
          server.shell("feature:uninstall " + feature(version - 1));
          server.install(feature(version));
        });

    server.shell("feature:uninstall " + feature(SWAPS + 1));
    server.shell("feature:repo-remove " + booter.features(0).toUri());
  }

  @Test
  public void featureUpgrade() throws Exception {
    server.shell("feature:repo-add " + booter.features(SWAPS + 1).toUri());
    server.install(feature(1));

    swapUnderLoad(version -> server.install("--upgrade " + feature(version)));

    server.shell("feature:uninstall " + feature(SWAPS + 1));
    server.shell("feature:repo-remove " + booter.features(0).toUri());
  }

  @Test
  public void bundleInDeploy() throws Exception {
    server.deploy("swapped.jar", booter.bundle(1));

    swapUnderLoad(version -> server.deploy("swapped.jar", booter.bundle(version)));

    server.undeploy("swapped.jar");
  }

  @Test
  public void karInDeploy() throws Exception {
    server.deploy("swapped.kar", booter.kar(1));

    swapUnderLoad(version -> server.deploy("swapped.kar", booter.kar(version)));

    server.undeploy("swapped.kar");
  }

  /** It might come back, so they are brought as far as their scripts, which wait. */
  @Test
  public void machinesOfABooterThatIsAwayAreHeldForIt() throws Exception {
    waitForBooters(Duration.ofMinutes(1));
    Machine machine = bootedByTheBooter();

    server.bundle(SwappedBooter.NAME).uninstall();
    URI url = machine.scriptUrl();

    assertThat(Machine.expanded(script(url)))
        .contains("chain", url.toString())
        .doesNotContain("kernel");
    bootedByTheBooter();
    assertThat(script(url)).contains("imgargs kernel version=1");

    // nobody waits for it after this
    waitForBooters(Duration.ZERO);
    server.bundle(SwappedBooter.NAME).uninstall();
  }

  /** Not before it has been waited for. */
  @Test
  public void machinesOfABooterRemovedForGoodAreTheNextOnes() throws Exception {
    waitForBooters(Duration.ofSeconds(3));
    Machine machine = bootedByTheBooter();

    long removed = System.nanoTime();
    server.bundle(SwappedBooter.NAME).uninstall();
    URI url = machine.scriptUrl();
    String next =
        eventually().until(() -> script(url), script -> script.contains("imgargs kernel"));

    assertThat(next).contains(Site.COMMAND_LINE);
    assertThat(Span.since(removed).seconds()).isGreaterThanOrEqualTo(3.0);
  }

  private void waitForBooters(Duration wait) throws IOException {
    Log log = Log.ofThisContainer();
    server.etc().set(CORE, "booterReturn", String.valueOf(wait.toMillis()));
    log.awaitLine("Booters are asked with", "booterReturn=" + wait);
  }

  /** A machine that the first version boots, which is installed for it. */
  private Machine bootedByTheBooter() throws Exception {
    installBundle();
    awaitVersion(1);
    Machine machine = server.machine();
    assertThat(machine.script()).contains("imgargs kernel version=1");
    return machine;
  }

  private static String script(URI url) throws IOException, InterruptedException {
    return Http.get(url, BodyHandlers.ofString()).body();
  }

  private long installBundle() throws IOException {
    server.shell("bundle:install -s " + booter.bundleFile(1).toUri());
    return server.bundle(SwappedBooter.NAME).getBundleId();
  }

  private static String feature(int version) {
    return SwappedBooter.NAME + "/" + version + ".0.0";
  }

  private void swapUnderLoad(Swap swap) throws Exception {
    awaitVersion(1);
    List<Arrival> arrivals = new ArrayList<>();
    arrivals.add(new Arrival(1, Span.since(System.nanoTime())));
    try (BootLoad load = new BootLoad(server.bootServer(), MACHINES)) {
      load.awaitBoots(MACHINES);
      for (int version = 2; version <= SWAPS + 1 && load.lost().isEmpty(); version++) {
        long begin = System.nanoTime();
        swap.to(version);
        awaitVersion(version);
        arrivals.add(new Arrival(version, Span.since(begin)));
        load.awaitBoots(BETWEEN);
      }
      load.end();
      report(load, arrivals);
      assertThat(load.lost()).isEmpty();
      assertThat(arrivals).hasSize(SWAPS + 1);
      assertThat(load.booted()).hasSize(load.begun());
      assertThat(load.booted()).allSatisfy(booted -> assertBootedWhatWasDue(booted, arrivals));
      assertThat(overlapping(load, arrivals)).isGreaterThan(2 * SWAPS);
    }
  }

  /** The version that was there when it asked, or one that came before it had its answer. */
  private void assertBootedWhatWasDue(Booted booted, List<Arrival> arrivals) throws IOException {
    int version = Integer.parseInt(booted.commandLine().replace("version=", ""));
    Span there =
        new Span(
            arrivals.get(version - 1).span().begin(),
            version < arrivals.size() ? arrivals.get(version).span().end() : Long.MAX_VALUE);
    assertThat(booted.script().overlaps(there)).as(booted + " while " + there).isTrue();
    assertThat(booted.checksums())
        .containsAllEntriesOf(
            Map.of(
                "kernel",
                SimulatedBoot.checksum(server.site().kernel()),
                "initrd0",
                SimulatedBoot.checksum(booter.initrd(version))));
  }

  private static long overlapping(BootLoad load, List<Arrival> arrivals) {
    return load.booted().stream()
        .filter(
            booted ->
                arrivals.stream().anyMatch(arrival -> arrival.span().overlaps(booted.whole())))
        .count();
  }

  private static long fetching(BootLoad load, List<Arrival> arrivals) {
    return load.booted().stream()
        .filter(
            booted ->
                arrivals.stream().anyMatch(arrival -> arrival.span().overlaps(booted.files())))
        .count();
  }

  private void report(BootLoad load, List<Arrival> arrivals) {
    LOG.info(
        "{}: {} swaps, the longest {} s; {} boots begun, {} ended well, {} while a swap was under"
            + " way, {} fetching files at that; {} were told to ask again; the longest took {} s",
        way.getMethodName(),
        arrivals.size() - 1,
        arrivals.stream().mapToDouble(arrival -> arrival.span().seconds()).max().orElse(0),
        load.begun(),
        load.booted().size(),
        overlapping(load, arrivals),
        fetching(load, arrivals),
        load.booted().stream().filter(booted -> booted.again() > 0).count(),
        load.booted().stream().mapToDouble(booted -> booted.whole().seconds()).max().orElse(0));
  }

  private void awaitVersion(int version) {
    await("version " + version)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isThere(version));
  }

  private boolean isThere(int version) throws InvalidSyntaxException {
    return !context.getServiceReferences(Booter.class, "(version=" + version + ")").isEmpty();
  }
}
