package org.pixiecore.booter.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.booter.recipe.RecipeBooter.InForce;

class RecipeBooterTest {

  private static final String RECIPE =
      """
      title = A system
      version = 7
      architectures = x86-64:amd64, arm64:arm64
      mirrors = MIRROR, http://127.0.0.1:1
      base = {mirror}/{version}/{arch}
      kernel = {base}/linux
      initrd = {base}/initrd
      checksums = {base}/SHA256SUMS
      cmdline = root={{ ID "{base}/root" }} from={mirror}
      """;

  @TempDir private Path folder;

  private final DownloadList downloads = new DownloadList();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private Mirror mirror;
  private CacheFolder cache;
  private Orders orders;
  private RecipeBooter booter;
  private int changes;

  @BeforeEach
  void publish() throws IOException {
    mirror = new Mirror();
    Files.createDirectories(folder.resolve("recipes"));
    edit(RECIPE.replace("MIRROR", address()));
    publish("amd64", "kernel", "initrd");
    publish("arm64", "arm kernel", "arm initrd");
  }

  @AfterEach
  void end() {
    mirror.close();
    timer.shutdownNow();
  }

  @Test
  void bootsFilesOfItsOwnOnceTheyAreThere() throws IOException {
    start(Map.of());
    run();

    KernelBoot boot = (KernelBoot) ask(Architecture.X86_BIOS, BootStage.SCRIPT).orElseThrow();
    assertThat(boot.kernel().path()).hasContent("kernel").hasFileName("linux");
    assertThat(boot.initrds()).singleElement().satisfies(file -> holds(file, "initrd"));
    assertThat(boot.commandLine().expand(file -> content(file), ""))
        .isEqualTo("root=root of amd64 from=" + address());
    assertThat(changes).isEqualTo(1);
  }

  @Test
  void machinesLoadIpxeAndWaitThereWhileTheFilesAreOnTheirWay() throws IOException {
    start(Map.of());

    assertThat(ask(Architecture.EFI_X86_64, BootStage.OFFER)).contains(new BootSpec.Identify());
    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.EFI_X86_64, BootStage.SCRIPT))
        .withMessage("system 7 amd64 is being prepared");
    run();
    assertThat(ask(Architecture.EFI_X86_64, BootStage.OFFER).orElseThrow())
        .isInstanceOf(KernelBoot.class);
  }

  @Test
  void anotherArchitectureIsFetchedWhenSuchAMachineAsks() throws IOException {
    start(Map.of());
    run();
    assertThat(mirror.requests()).noneMatch(request -> request.contains("arm64"));

    assertThat(ask(Architecture.EFI_ARM64, BootStage.OFFER)).contains(new BootSpec.Identify());
    run();
    assertThat(kernel(Architecture.EFI_ARM64)).hasContent("arm kernel");
    assertThat(ask(Architecture.EFI_RISCV64, BootStage.OFFER)).isEmpty();
  }

  @Test
  void whatIsConfiguredComesBeforeWhatTheRecipeSays() throws IOException {
    mirror.has("/other/8/arm64/linux", "eighth");
    mirror.has("/other/8/arm64/initrd", "initrd");
    mirror.has("/other/8/arm64/root", "root");
    mirror.has("/other/8/arm64/SHA256SUMS", sums("eighth", "initrd", "root"));
    start(
        Map.of(
            "version", "8",
            "arch", "arm64",
            "mirror", address() + "/other/",
            "machines", "52:54:00",
            "cmdline", "console=ttyS0"));
    run();

    KernelBoot boot = (KernelBoot) ask(Architecture.X86_BIOS, BootStage.SCRIPT).orElseThrow();
    assertThat(boot.kernel().path()).hasContent("eighth");
    assertThat(boot.commandLine().expand(file -> "URL", ""))
        .isEqualTo("root=URL from=" + address() + "/other console=ttyS0");
    assertThat(
            booter.bootSpec(machine("b8:27:eb:00:00:01", Architecture.X86_BIOS, BootStage.OFFER)))
        .isEmpty();
  }

  @Test
  void bootsWhatIsThereWhileTheSourceIsAwayAlsoAfterARestart() throws IOException {
    start(Map.of());
    run();
    mirror.close();

    start(Map.of());
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
    run();
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
  }

  @Test
  void bootsTheNewerFilesOnlyWhenAllOfThemAreThere() throws IOException {
    start(Map.of());
    run();
    publish("amd64", "newer kernel", "newer initrd");
    mirror.has("/7/amd64/initrd", "initrd");
    now = now.plus(Duration.ofHours(25));

    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
    run();
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
    mirror.has("/7/amd64/initrd", "newer initrd");
    now = now.plus(Preparation.LONG_RESPITE);
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
    run();
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("newer kernel");
    assertThat(changes).isEqualTo(2);
  }

  @Test
  void machinesAreOfferedNothingWhereTheFilesAreNotToBeHad() throws IOException {
    mirror.has("/7/amd64/linux", "forged");
    start(Map.of());
    run();

    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.X86_BIOS, BootStage.OFFER))
        .withMessageContaining(Digests.sha256("forged"))
        .withMessageContaining(Digests.sha256("kernel"));
    int asked = mirror.requests().size();
    run();
    assertThat(mirror.requests()).hasSize(asked);

    mirror.has("/7/amd64/linux", "kernel");
    now = now.plus(Preparation.RESPITE);
    assertThat(ask(Architecture.X86_BIOS, BootStage.OFFER)).contains(new BootSpec.Identify());
    run();
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
  }

  @Test
  void aFileWithoutAChecksumInTheListIsRefused() throws IOException {
    mirror.has("/7/amd64/SHA256SUMS", "nothing of the kind");
    start(Map.of());
    run();

    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.X86_BIOS, BootStage.OFFER))
        .withMessageContaining("/7/amd64/linux is refused: its publisher's lists have no checksum");
  }

  @Test
  void looksUpWhatThePublisherTells() throws IOException {
    mirror.has("/stream", "\"release\": \"9\", init=/nix/store/x/init");
    edit(
        """
        title = A system
        architectures = x86-64:amd64
        mirrors = %s
        lookup.version = {mirror}/stream
        lookup.version.find = "release": "([0-9]+)"
        lookup.init = {mirror}/stream
        lookup.init.find = init=(\\\\S+)
        kernel = {mirror}/{version}/linux
        cmdline = init={init}
        """
            .formatted(address()));
    mirror.has("/9/linux", "ninth");
    start(Map.of());
    run();

    KernelBoot boot = (KernelBoot) ask(Architecture.X86_BIOS, BootStage.SCRIPT).orElseThrow();
    assertThat(boot.kernel().path()).hasContent("ninth");
    assertThat(boot.commandLine().expand(file -> "", "")).isEqualTo("init=/nix/store/x/init");
  }

  @Test
  void saysWhichPackageHasFilesThatAreNotOnThisServer() throws IOException {
    edit(
        """
        title = A system
        version = 12
        architectures = x86-64:amd64
        kernel = %s/{version}/linux
        install = installer-{version}-{arch}
        """
            .formatted(folder));
    start(Map.of());
    run();

    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.X86_BIOS, BootStage.OFFER))
        .withMessage(
            folder
                + "/12/linux is not there, or not readable. Install the package installer-12-amd64");
    Files.createDirectories(folder.resolve("12"));
    Files.writeString(folder.resolve("12/linux"), "kernel");
    now = now.plus(Preparation.RESPITE);
    assertThat(ask(Architecture.X86_BIOS, BootStage.OFFER)).contains(new BootSpec.Identify());
    run();
    assertThat(kernel(Architecture.X86_BIOS)).isEqualTo(folder.resolve("12/linux"));
  }

  @Test
  void anEditOfTheRecipeHoldsAndAWrongOneDoesNot() throws IOException {
    start(Map.of());
    run();
    edit("title = nothing to boot");
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");

    edit(RECIPE.replace("MIRROR", address()).replace("root=", "rootfs="));
    assertThat(ask(Architecture.X86_BIOS, BootStage.OFFER)).contains(new BootSpec.Identify());
    run();
    assertThat(
            ((KernelBoot) ask(Architecture.X86_BIOS, BootStage.SCRIPT).orElseThrow())
                .commandLine()
                .expand(file -> "", ""))
        .startsWith("rootfs=");
  }

  @Test
  void fetchesAnewWhatSomebodyHasDeleted() throws IOException {
    start(Map.of());
    run();
    Files.delete(kernel(Architecture.X86_BIOS));

    assertThat(ask(Architecture.X86_BIOS, BootStage.OFFER)).contains(new BootSpec.Identify());
    run();
    assertThat(kernel(Architecture.X86_BIOS)).hasContent("kernel");
  }

  @Test
  void machinesWaitForARecipeThatIsNotThere() throws IOException {
    start(Map.of("recipe", "sytem"));
    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.X86_BIOS, BootStage.OFFER))
        .withMessageContaining("there is no recipe \"sytem\"; near it is system");
    start(Map.of("version", "../x"));
    assertThatIOException()
        .isThrownBy(() -> ask(Architecture.X86_BIOS, BootStage.OFFER))
        .withMessageContaining("refused");
  }

  @Test
  void saysWhy() throws IOException {
    start(Map.of("machines", "52:54:00"));
    assertThat(booter.reason(machine("52:54:00:00:00:01", Architecture.X86_BIOS, BootStage.OFFER)))
        .contains("system 7 amd64 is being prepared");
    run();
    assertThat(booter.reason(machine("52:54:00:00:00:01", Architecture.X86_BIOS, BootStage.OFFER)))
        .contains("it is for system 7 amd64");
    assertThat(
            booter.reason(machine("52:54:00:00:00:01", Architecture.EFI_RISCV64, BootStage.OFFER)))
        .contains("recipe system has nothing for UEFI RISC-V 64");
    assertThat(booter.reason(machine("b8:27:eb:00:00:01", Architecture.X86_BIOS, BootStage.OFFER)))
        .contains("its machines are [52:54:00]");
  }

  private String address() {
    return mirror.url("").toString();
  }

  private void publish(String arch, String kernel, String initrd) {
    mirror.has("/7/" + arch + "/linux", kernel);
    mirror.has("/7/" + arch + "/initrd", initrd);
    mirror.has("/7/" + arch + "/root", "root of " + arch);
    mirror.has("/7/" + arch + "/SHA256SUMS", sums(kernel, initrd, "root of " + arch));
  }

  private static String sums(String kernel, String initrd, String root) {
    return "%s  ./linux%n%s  ./initrd%n%s  ./root%n"
        .formatted(Digests.sha256(kernel), Digests.sha256(initrd), Digests.sha256(root));
  }

  private void edit(String recipe) throws IOException {
    Files.writeString(folder.resolve("recipes/system.properties"), recipe);
  }

  /** As after a restart. */
  private void start(Map<String, String> further) {
    if (orders != null) {
      orders.close();
    }
    Map<String, String> configuration = new TreeMap<>(Map.of("recipe", "system"));
    configuration.putAll(further);
    RecipeSettings settings = RecipeSettings.parse(new Configuration(configuration));
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    cache = new CacheFolder(folder.resolve("cache"), 1 << 20, clock);
    Preparer preparer =
        new Preparer(
            new Cache(
                cache,
                new Fetcher(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO, timer),
                downloads));
    orders =
        new Orders(
            settings,
            new RecipeShelf(folder.resolve("recipes")),
            order ->
                new Preparation(
                    order, preparer, tasks::add, clock, Duration.ofHours(24), () -> changes++));
    orders.start();
    booter = new RecipeBooter(() -> new InForce(settings, Optional.of(orders)), cache, downloads);
  }

  /** Fetches what is to be fetched. */
  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private Path kernel(Architecture architecture) throws IOException {
    return ((KernelBoot) ask(architecture, BootStage.SCRIPT).orElseThrow()).kernel().path();
  }

  private Optional<BootSpec> ask(Architecture architecture, BootStage stage) throws IOException {
    return booter.bootSpec(machine("52:54:00:00:00:01", architecture, stage));
  }

  private static Machine machine(String mac, Architecture architecture, BootStage stage) {
    return new Machine(
        MacAddress.parse(mac),
        architecture,
        Firmware.IPXE,
        stage,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Network.UNKNOWN);
  }

  private static void holds(BootFile file, String content) {
    assertThat(file.path()).hasContent(content);
  }

  private static String content(BootFile file) {
    try {
      return Files.readString(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
