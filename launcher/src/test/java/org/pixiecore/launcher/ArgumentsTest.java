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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Command lines of the first Pixiecore, and what the bundles are configured with for them. */
class ArgumentsTest {

  private static final Path KEY = Path.of("/state/file-url.key");

  @TempDir private Path folder;
  private final List<BootOptions> served = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void someFiles() throws IOException {
    for (String name : List.of("vmlinuz", "a.gz", "b.gz", "a,b.gz", "a b\"{}`.gz", "ipxe.efi")) {
      Files.writeString(folder.resolve(name), name);
    }
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
    Map<String, Object> booter = configuration().get("org.pixiecore.booter.static~command-line");
    expected.forEach(
        (key, value) -> {
          Object actual = booter.get(key);
          assertThat(actual instanceof String[] items ? List.of(items) : actual)
              .as(key)
              .isEqualTo(inFolder(value));
        });
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
        Arguments.of("", "org.pixiecore.core.files", Map.of("keyFile", "/state/file-url.key")));
  }

  @ParameterizedTest
  @MethodSource("otherOptions")
  void configuresTheServers(String options, String pid, Map<String, Object> expected) {
    assertThat(execute("boot @vmlinuz " + options)).as(err.toString()).isZero();
    assertThat(configuration().get(pid)).isEqualTo(inFolder(expected));
  }

  @Test
  void leavesToTheBundlesWhatNobodyChose() {
    execute("boot @vmlinuz --listen-addr 0.0.0.0");
    assertThat(configuration())
        .containsOnlyKeys(
            "org.ops4j.pax.logging",
            "org.ops4j.pax.web",
            "org.pixiecore.booter.static~command-line",
            "org.pixiecore.core.files");
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

  static Stream<Arguments> mistakes() {
    return Stream.of(
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
        Arguments.of("boot @vmlinuz --dhcp-no-bind", "not there yet"),
        Arguments.of("boot @vmlinuz --cmdlin=x", "Unknown option"),
        Arguments.of("bot @vmlinuz", "Unmatched argument"),
        Arguments.of("-initrd @a.gz", "exactly one -kernel is needed"),
        Arguments.of("-kernel @a.gz -kernel @b.gz", "exactly one -kernel is needed"),
        Arguments.of("-kernel @vmlinuz @a.gz", "a.gz\" is no flag"),
        Arguments.of("-kernel", "-kernel needs a value"),
        Arguments.of("-kernel @nofile", "there is no file DIR/nofile"),
        Arguments.of("-kernel @vmlinuz -dhcp-no-bind", "not there yet"),
        Arguments.of("-kernel @vmlinuz -api http://h.example/", "Unknown option"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongBeforeAnythingStarts(String line, String message) {
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("pixiecore: ")
        .contains((String) inFolder(message))
        .contains("--help");
    assertThat(served).isEmpty();
  }

  @Test
  void saysThatThereIsNoStatusPageAndBootsAllTheSame() {
    assertThat(execute("boot @vmlinuz --status-port=81")).isZero();
    assertThat(err.toString()).contains("--status-port does nothing yet");
    assertThat(served).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "boot --help", "boot -h", "--version", "-V"})
  void helps(String line) {
    assertThat(execute(line)).isZero();
    assertThat(out.toString()).contains("pixiecore");
    assertThat(served).isEmpty();
  }

  /**
   * Runs a line, quoted as in a shell, in which {@code @} stands for a relative path to the test's
   * folder.
   */
  private int execute(String line) {
    CommandLine command =
        PixiecoreCommand.commandLine(
                options -> {
                  served.add(options);
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
    return BootConfiguration.of(served.get(0), KEY);
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
