package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Command lines of the first Pixiecore, and what the bundles are configured with for them. */
class ArgumentsTest {

  private static final Path KEY = Path.of("/state/file-url.key");
  private static final Path ONCE = Path.of("/state/once");
  private static final Path LEASES = Path.of("/state/leases");
  private static final Path CACHE = Path.of("/state/recipes");
  private static final String STATIC = "org.pixiecore.booter.static~command-line";
  private static final String RECIPE = "org.pixiecore.booter.recipe~command-line";
  private static final String API = "org.pixiecore.booter.api~command-line";

  @TempDir private Path folder;
  private final List<BooterOptions> booters = new ArrayList<>();
  private final List<ServerOptions> servers = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void someFiles() throws IOException {
    for (String name : List.of("vmlinuz", "a.gz", "b.gz", "a,b.gz", "a b\"{}`.gz", "ipxe.efi")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.createDirectory(folder.resolve("machines.d"));
    Files.createFile(folder.resolve("empty"));
  }

  static Stream<Arguments> commandLines() {
    return Stream.of(
        Arguments.of(
            "boot @vmlinuz",
            Map.of("kernel", "file://DIR/vmlinuz", "initrd", List.of(), "cmdline", "")),
        Arguments.of(
            "boot @vmlinuz @a.gz @b.gz --cmdline='console=ttyS0 quiet'",
            Map.of(
                "initrd",
                List.of("file://DIR/a.gz", "file://DIR/b.gz"),
                "cmdline",
                "console=ttyS0 quiet")),
        Arguments.of("boot --cmdline quiet @vmlinuz @a.gz", Map.of("cmdline", "quiet")),
        Arguments.of("boot @vmlinuz --cmdline '-v --x=1'", Map.of("cmdline", "-v --x=1")),
        Arguments.of("boot @vmlinuz --bootmsg='one\ntwo'", Map.of("message", "one\ntwo")),
        Arguments.of(
            "boot https://mirror.example/linux?a,b https://mirror.example/i.gz",
            Map.of(
                "kernel",
                "https://mirror.example/linux?a,b",
                "initrd",
                List.of("https://mirror.example/i.gz"))),
        Arguments.of(
            "boot @vmlinuz '@a,b.gz' '@a b\"{}`.gz'",
            Map.of("initrd", List.of("file://DIR/a,b.gz", "file://DIR/a%20b%22%7B%7D%60.gz"))),
        Arguments.of(
            "boot @vmlinuz --cmdline='x={{ ID \"@a.gz\" }} y={{ID `https://h.example/f`}}'",
            Map.of("cmdline", "x={{ ID \"file://DIR/a.gz\" }} y={{ ID \"https://h.example/f\" }}")),
        Arguments.of(
            "-kernel @vmlinuz -initrd @a.gz,@b.gz -cmdline 'console=ttyS0 quiet'",
            Map.of(
                "kernel", "file://DIR/vmlinuz",
                "initrd", List.of("file://DIR/a.gz", "file://DIR/b.gz"),
                "cmdline", "console=ttyS0 quiet")),
        Arguments.of(
            "-kernel=@vmlinuz -initrd=@a.gz --cmdline=a=b",
            Map.of("initrd", List.of("file://DIR/a.gz"), "cmdline", "a=b")),
        Arguments.of("--kernel @vmlinuz", Map.of("kernel", "file://DIR/vmlinuz")));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void configuresTheBooter(String line, Map<String, Object> expected) {
    assertThat(execute(line)).as(err.toString()).isZero();
    Map<String, Object> booter = lists(configuration().get(STATIC));
    expected.forEach((key, value) -> assertThat(booter).containsEntry(key, inFolder(value)));
  }

  @Test
  void configuresTheRecipe() {
    assertThat(
            execute(
                "quick debian --version=forky --arch arm64 --mirror=https://m.example/debian"
                    + " --cmdline='a={{ ID \"@a.gz\" }}' --recipes=@machines.d"))
        .as(err.toString())
        .isZero();
    assertThat(configuration())
        .containsEntry(
            RECIPE,
            Map.of(
                "recipe", "debian",
                "version", "forky",
                "arch", "arm64",
                "mirror", "https://m.example/debian",
                "cmdline", "a={{ ID \"file://" + folder + "/a.gz\" }}"))
        .containsEntry(
            "org.pixiecore.recipes",
            Map.of("recipes", folder + "/machines.d", "cache", "/state/recipes"));
  }

  @Test
  void aRecipeNeedsNothingButItsName() {
    assertThat(execute("quick local-debian-installer")).as(err.toString()).isZero();
    assertThat(configuration()).containsEntry(RECIPE, Map.of("recipe", "local-debian-installer"));
  }

  @Test
  void aRecipeOfOnesOwnIsTakenToo() throws IOException {
    Files.writeString(
        folder.resolve("machines.d/ours.properties"),
        "title = Ours\narchitectures = x86-64:pc\nkernel = /boot/vmlinuz\n");
    assertThat(execute("quick ours --arch=pc --recipes=@machines.d")).as(err.toString()).isZero();
    assertThat(execute("quick ours")).isEqualTo(2);
  }

  @Test
  void listsTheRecipes() {
    assertThat(execute("quick")).isZero();
    assertThat(out.toString())
        .contains("debian", "Debian installer", "x86-64", "arm64", "trixie", "latest")
        .contains("pixiecore quick NAME");
    assertThat(out.toString().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(servers).isEmpty();
  }

  static Stream<Arguments> apis() {
    Map<String, Object> plain =
        Map.of("url", "http://h.example/p", "version", 1, "fileDirectories", List.of());
    return Stream.of(
        Arguments.of("api http://h.example/p", plain),
        Arguments.of("-api http://h.example/p", plain),
        Arguments.of("--api=http://h.example/p", plain),
        Arguments.of(
            "api --api-version=2 https://h.example/p/",
            with(plain, Map.of("url", "https://h.example/p/", "version", 2))),
        Arguments.of(
            "api http://h.example/p --file-directory=@. --file-directory @machines.d",
            with(plain, Map.of("fileDirectories", List.of("DIR", "DIR/machines.d")))),
        Arguments.of(
            "api http://h.example/p --api-token=file:@a.gz --trusted-certificates=@b.gz"
                + " --client-certificate=@ipxe.efi --client-key=@vmlinuz",
            with(
                plain,
                Map.of(
                    "token", "file:DIR/a.gz",
                    "trustedCertificates", "DIR/b.gz",
                    "clientCertificate", "DIR/ipxe.efi",
                    "clientKey", "DIR/vmlinuz"))),
        Arguments.of(
            "api http://h.example/p --api-user=ann --api-password=env:PATH",
            with(plain, Map.of("user", "ann", "password", "env:PATH"))));
  }

  @ParameterizedTest
  @MethodSource("apis")
  void configuresTheApi(String line, Map<String, Object> expected) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(lists(configuration().get(API))).isEqualTo(inFolder(expected));
    assertThat(configuration()).doesNotContainKeys(STATIC, "org.pixiecore.core");
    assertThat(booters.get(0).feature()).isEqualTo("pixiecore-booter-api");
  }

  @ParameterizedTest
  @CsvSource({
    "api http://h.example/p --api-request-timeout 5s, 5000, 12000, 14000",
    "api http://h.example/p --api-request-timeout=500ms, 500, 3000, 5000",
    "api http://h.example/p --api-request-timeout=1m30s, 90000, 182000, 184000",
    "-api http://h.example/p -api-timeout=1.5s, 1500, 5000, 7000"
  })
  void nobodyStopsWaitingBeforeTheApiIsSlowerThanAllowed(
      String line, long request, long question, long booter) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(configuration().get(API))
        .containsEntry("requestTimeout", request)
        .containsEntry("questionTimeout", question);
    assertThat(configuration().get("org.pixiecore.core"))
        .isEqualTo(Map.of("booterTimeout", booter));
  }

  @Test
  void configuresTheMachineFiles() {
    assertThat(execute("machines @machines.d")).as(err.toString()).isZero();
    assertThat(configuration().get("org.pixiecore.booter.machines~command-line"))
        .isEqualTo(inFolder(Map.of("directory", "DIR/machines.d")));
    assertThat(booters.get(0).feature()).isEqualTo("pixiecore-booter-machines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot @vmlinuz -p 8080 -d",
        "machines -p 8080 @machines.d -d",
        "api -p 8080 -d http://h.example/",
        "-api http://h.example/ -port 8080 -debug"
      })
  void everyCommandHasTheServersOptions(String line) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(servers.get(0).httpPort()).isEqualTo(8080);
    assertThat(servers.get(0).debug()).isTrue();
  }

  static Stream<Arguments> otherOptions() {
    return Stream.of(
        Arguments.of("", "org.ops4j.pax.web", Map.of("org.osgi.service.http.port", "80")),
        Arguments.of("-p 8080", "org.ops4j.pax.web", Map.of("org.osgi.service.http.port", "8080")),
        Arguments.of(
            "--listen-addr=127.0.0.1 --port=8080",
            "org.ops4j.pax.web",
            Map.of(
                "org.osgi.service.http.port",
                "8080",
                "org.ops4j.pax.web.listening.addresses",
                "127.0.0.1")),
        Arguments.of(
            "-l 127.0.0.1", "org.pixiecore.dhcp.server", Map.of("interfaces", "127.0.0.1")),
        Arguments.of("--dhcp-no-bind", "org.pixiecore.dhcp.server", Map.of("socket", "raw")),
        Arguments.of(
            "--dhcp-no-bind -l 127.0.0.1",
            "org.pixiecore.dhcp.server",
            Map.of("interfaces", "127.0.0.1", "socket", "raw")),
        Arguments.of(
            "-l 127.0.0.1", "org.pixiecore.tftp.server", Map.of("interfaces", "127.0.0.1")),
        Arguments.of(
            "--ipxe-bios=@ipxe.efi --ipxe-ipxe=@ipxe.efi --ipxe-efi32=@ipxe.efi --ipxe-efi64=@ipxe.efi",
            "org.pixiecore.bootloaders",
            Map.of(
                "bios", "DIR/ipxe.efi",
                "ipxe", "DIR/ipxe.efi",
                "efi32", "DIR/ipxe.efi",
                "efi64", "DIR/ipxe.efi")),
        Arguments.of(
            "--pxelinux=52:54:00,00-16-3E-12-34-56 --secure-boot ALL --ipxe-bios=@ipxe.efi",
            "org.pixiecore.bootloaders",
            Map.of(
                "pxelinuxMachines", "52:54:00, 00:16:3e:12:34:56",
                "grubMachines", "all",
                "bios", "DIR/ipxe.efi")),
        Arguments.of("", "org.pixiecore.core.files", Map.of("keyFile", "/state/file-url.key")),
        Arguments.of("", "org.pixiecore.core.once", Map.of("onceFile", "/state/once")));
  }

  @ParameterizedTest
  @MethodSource("otherOptions")
  void configuresTheServers(String options, String pid, Map<String, Object> expected) {
    assertThat(execute("boot @vmlinuz " + options)).as(err.toString()).isZero();
    assertThat(configuration().get(pid)).isEqualTo(inFolder(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot --dhcp-no-bind @vmlinuz",
        "api --dhcp-no-bind http://h.example/",
        "-dhcp-no-bind -kernel @vmlinuz"
      })
  void leavesPort67ToTheDhcpServerOfThisComputer(String line) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(ServerPort.of(servers.get(0)))
        .extracting(ServerPort::number)
        .containsExactly(4011, 69, 80);
    execute("boot @vmlinuz");
    assertThat(ServerPort.of(servers.get(1)))
        .extracting(ServerPort::number)
        .containsExactly(67, 4011, 69, 80);
  }

  @Test
  void leavesToTheBundlesWhatNobodyChose() {
    execute("boot @vmlinuz --listen-addr 0.0.0.0");
    assertThat(configuration())
        .containsOnlyKeys(
            "org.ops4j.pax.logging",
            "org.ops4j.pax.web",
            "org.pixiecore.booter.static~command-line",
            "org.pixiecore.core.files",
            "org.pixiecore.core.once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot @vmlinuz -d -t",
        "boot @vmlinuz --debug=true --log-timestamps",
        "-debug -log-timestamps=true -kernel @vmlinuz"
      })
  void showsMoreWhenAsked(String line) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(configuration().get("org.ops4j.pax.logging"))
        .contains(entry("log4j2.logger.pixiecore.level", "DEBUG"))
        .hasEntrySatisfying(
            "log4j2.appender.terminal.layout.pattern",
            pattern -> assertThat(pattern).asString().startsWith("%d"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dhcp=auto | auto | upper-half",
        "--dhcp server --dhcp-range=10.0.0.100-10.0.0.200 | server" + " | 10.0.0.100-10.0.0.200",
        "--dhcp=SERVER --dhcp-range 10.0.0.128/25,10.1.0.9-10.1.0.20/24 | server"
            + " | 10.0.0.128/25, 10.1.0.9-10.1.0.20/24"
      })
  void givesAddressesWhereThatIsAskedFor(String options, String mode, String ranges) {
    assertThat(execute("boot @vmlinuz " + options)).as(err.toString()).isZero();
    assertThat(configuration().get("org.pixiecore.dhcp.lease"))
        .isEqualTo(Map.of("mode", mode, "ranges", ranges, "leaseFile", "/state/leases"));
  }

  @Test
  void givesAddressesWhereItListens() {
    assertThat(execute("boot @vmlinuz --dhcp=auto --listen-addr=127.0.0.1")).isZero();
    assertThat(configuration().get("org.pixiecore.dhcp.lease"))
        .containsEntry("interfaces", "127.0.0.1");
  }

  @Test
  void theHelpNamesEveryFormOfARangeThatARefusalOffers() {
    execute("boot --help");
    assertThat(out.toString()).contains("10.0.0.100-10.0.0.200", "10.0.0.128/25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot @vmlinuz", "boot @vmlinuz --dhcp=proxy", "api http://h.example/"})
  void givesNoAddressesWithoutBeingAsked(String line) {
    assertThat(execute(line)).as(err.toString()).isZero();
    assertThat(servers.get(0).addresses()).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("boot @vmlinuz --dhcp=yes", "it is proxy, server or auto, not \"yes\""),
        Arguments.of("boot @vmlinuz --dhcp=auto --dhcp-range=10.0.0", "like 10.0.0.100-10.0.0.200"),
        Arguments.of("boot @vmlinuz --dhcp=auto --dhcp-range=10.0.0.1-10.0.0.300", "10.0.0.300"),
        Arguments.of("boot @vmlinuz --dhcp-range=10.0.0.1-10.0.0.9", "--dhcp=auto"),
        Arguments.of("boot @vmlinuz --pxelinux=52:54:0", "beginnings of them like 52:54:00"),
        Arguments.of("boot @vmlinuz --secure-boot=on", "not \"on\""),
        Arguments.of("boot @vmlinuz --secure-boot", "Missing required parameter"),
        Arguments.of("boot", "Missing required parameter"),
        Arguments.of("boot @nofile", "there is no file DIR/nofile"),
        Arguments.of("boot @vmlinuz @nofile", "there is no file DIR/nofile"),
        Arguments.of("boot .", "is a directory"),
        Arguments.of("boot file:///no/file", "there is no file /no/file"),
        Arguments.of("boot 'http://a b/'", "Illegal character"),
        Arguments.of("boot http:///linux", "names no host"),
        Arguments.of("boot @vmlinuz --port=0", "\"0\" is no port; allowed is 1 to 65535"),
        Arguments.of("boot @vmlinuz --port=65536", "allowed is 1 to 65535"),
        Arguments.of("boot @vmlinuz --port=http", "allowed is 1 to 65535"),
        Arguments.of("boot @vmlinuz --listen-addr=localhost", "is no IP address"),
        Arguments.of("boot @vmlinuz --listen-addr=1.2.3.4.5", "1.2.3.4.5"),
        Arguments.of("boot @vmlinuz --listen-addr=192.0.2.1", "no interface of this computer has"),
        Arguments.of("boot @vmlinuz --ipxe-bios=@nofile", "there is no file DIR/nofile"),
        Arguments.of(
            "boot @vmlinuz --cmdline='{{ ID \"@nofile\" }}'", "there is no file DIR/nofile"),
        Arguments.of(
            "boot @vmlinuz --cmdline='{{ URL \"@a.gz\" }}'", "only ID and CONFIRM are known here"),
        Arguments.of("boot @vmlinuz --cmdline='{{ ID }}'", "malformed template"),
        Arguments.of("boot @vmlinuz --cmdline='a\nb'", "one line"),
        Arguments.of("boot @vmlinuz --cmdlin=x", "Unknown option"),
        Arguments.of("bot @vmlinuz", "Unmatched argument"),
        Arguments.of("api", "Missing required parameter"),
        Arguments.of("api ftp://h.example/", "neither an absolute path nor a file, http or https"),
        Arguments.of("api /srv/api", "is of http or https"),
        Arguments.of("api http://h.example/?token=x", "without query and fragment"),
        Arguments.of("api http://a/ http://b/", "Unmatched argument"),
        Arguments.of("api http://a/ --api-version=3", "\"3\" is no version of the API: 1 or 2"),
        Arguments.of("api http://a/ --api-request-timeout=5", "\"5\" is no time like 5s"),
        Arguments.of("api http://a/ --api-request-timeout=0s", "allowed is 10ms to 4m"),
        Arguments.of("api http://a/ --api-request-timeout=5m", "allowed is 10ms to 4m"),
        Arguments.of("api http://a/ --api-token=s3cret", "expected env:VARIABLE or file:PATH"),
        Arguments.of("api http://a/ --api-token=env:NO_SUCH", "environment variable NO_SUCH"),
        Arguments.of("api http://a/ --api-token=file:@nofile", "DIR/nofile cannot be read"),
        Arguments.of("api http://a/ --api-token=file:@empty", "DIR/empty, which is to hold a"),
        Arguments.of("api http://a/ --api-user=ann", "--api-password"),
        Arguments.of(
            "api http://a/ --api-token=env:PATH --api-user=ann --api-password=env:PATH",
            "mutually exclusive"),
        Arguments.of("api http://a/ --client-key=@a.gz", "--client-certificate"),
        Arguments.of("api http://a/ --trusted-certificates=@nofile", "there is no file DIR/nofile"),
        Arguments.of("api http://a/ --file-directory=@a.gz", "there is no directory DIR/a.gz"),
        Arguments.of("quick debain", "there is no recipe \"debain\"; near it is debian"),
        Arguments.of("quick debian --arch=m68k", "recipe debian is for x86-64"),
        Arguments.of("quick debian --mirror=/srv/mirror", "an http or https URL"),
        Arguments.of("quick debian --version=../x", "letters, digits"),
        Arguments.of("quick debian --recipes=@nofile", "there is no directory DIR/nofile"),
        Arguments.of("machines", "Missing required parameter"),
        Arguments.of("machines @nofile", "there is no directory DIR/nofile"),
        Arguments.of("-initrd @a.gz", "exactly one is needed of -kernel"),
        Arguments.of("-kernel @a.gz -kernel @b.gz", "exactly one is needed of -kernel"),
        Arguments.of("-api http://a/ -initrd @a.gz", "exactly one is needed of -kernel"),
        Arguments.of("-api http://a/ -cmdline quiet", "Unknown option"),
        Arguments.of("-api", "-api needs a value"),
        Arguments.of("-kernel @vmlinuz @a.gz", "a.gz\" is no flag"),
        Arguments.of("-kernel", "-kernel needs a value"),
        Arguments.of("-kernel @nofile", "there is no file DIR/nofile"),
        Arguments.of("-kernel @vmlinuz -api http://h.example/", "exactly one is needed"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongBeforeAnythingStarts(String line, String message) {
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("pixiecore: ")
        .contains((String) inFolder(message))
        .contains("--help");
    assertThat(servers).isEmpty();
  }

  @Test
  void thePageIsOnTheHttpPort() {
    assertThat(execute("boot @vmlinuz --status-port=81")).isZero();
    assertThat(err.toString())
        .contains("the page is at /pixiecore on the HTTP port, 80; port 81 is not opened");
    assertThat(KarafServer.features(booters.get(0), servers.get(0)))
        .containsExactly("pixiecore-booter-static", "pixiecore-console");
  }

  @Test
  void thereIsNoPageUnlessItIsAskedFor() {
    assertThat(execute("boot @vmlinuz --dhcp=auto")).isZero();
    assertThat(KarafServer.features(booters.get(0), servers.get(0)))
        .containsExactly("pixiecore-booter-static", "pixiecore-dhcp-server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "-h",
        "boot --help",
        "boot -h",
        "api -h",
        "machines -h",
        "quick -h",
        "-V"
      })
  void helps(String line) {
    assertThat(execute(line)).isZero();
    assertThat(out.toString()).contains("pixiecore");
    assertThat(servers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "boot --help", "api --help", "machines --help", "quick --help"})
  void helpFitsATerminal(String line) {
    execute(line);
    assertThat(out.toString().lines())
        .allSatisfy(shown -> assertThat(shown.length()).isLessThanOrEqualTo(80));
  }

  /**
   * Runs a line, quoted as in a shell, in which {@code @} stands for a relative path to the test's
   * folder.
   */
  private int execute(String line) {
    CommandLine command =
        PixiecoreCommand.commandLine(
                (booter, server) -> {
                  booters.add(booter);
                  servers.add(server);
                  return 0;
                })
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    Path relative = Path.of("").toAbsolutePath().relativize(folder);
    return PixiecoreCommand.execute(command, words(line.replace("@", relative + "/")));
  }

  private static String[] words(String line) {
    return Stream.of(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace("'", ""))
        .toArray(String[]::new);
  }

  private Map<String, Map<String, Object>> configuration() {
    return BootConfiguration.of(booters.get(0), servers.get(0), KEY, ONCE, LEASES, CACHE);
  }

  private static Map<String, Object> lists(Map<String, Object> configuration) {
    Map<String, Object> lists = new TreeMap<>(configuration);
    lists.replaceAll((key, value) -> value instanceof String[] items ? List.of(items) : value);
    return lists;
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> others) {
    Map<String, Object> both = new TreeMap<>(some);
    both.putAll(others);
    return both;
  }

  private Object inFolder(Object expected) {
    if (expected instanceof String text) {
      return text.replace("DIR", folder.toString());
    }
    if (expected instanceof List<?> list) {
      return list.stream().map(this::inFolder).toList();
    }
    if (expected instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(
              java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> inFolder(e.getValue())));
    }
    return expected;
  }
}
