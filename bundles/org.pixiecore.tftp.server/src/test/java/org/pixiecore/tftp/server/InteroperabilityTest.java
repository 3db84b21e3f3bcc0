package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that others wrote. Those that are not installed are left out; Debian has them in the
 * packages atftp, curl, busybox and tftp-hpa.
 */
class InteroperabilityTest {

  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
  private static final int SIZE = 300_000;

  @TempDir Path directory;

  /** Commands, in which PORT and the files' names stand for themselves. */
  static Stream<List<String>> fetches() {
    return Stream.of(
            "atftp -g -r served -l fetched HOST PORT",
            "atftp --option=blksize\t1432 -g -r served -l fetched HOST PORT",
            "atftp --option=blksize\t1432 --option=windowsize\t8 -g -r served -l fetched HOST PORT",
            "curl --silent --show-error -o fetched tftp://HOST:PORT/served",
            "curl --silent --show-error --tftp-blksize 1432 -o fetched tftp://HOST:PORT/served",
            "curl --silent --show-error --tftp-no-options -o fetched tftp://HOST:PORT/served",
            "curl --silent --show-error -o fetched tftp://HOST:PORT/52-54-00-12-34-56/served",
            "busybox tftp -g -r served -l fetched HOST PORT",
            "busybox tftp -b 1432 -g -r served -l fetched HOST PORT",
            "busybox tftp -b 65464 -g -r served -l fetched HOST PORT",
            "tftp -m binary HOST PORT -c get served fetched")
        .map(command -> Stream.of(command.split(" ")).map(w -> w.replace('\t', ' ')).toList());
  }

  @ParameterizedTest
  @MethodSource("fetches")
  void aClientFetchesTheFile(List<String> command) throws Exception {
    assumeInstalled(command);
    try (Server server = new Server(directory)) {
      ByteBuffer content = server.file("served", SIZE);

      assertThat(run(command, server)).isZero();
      assertThat(ByteBuffer.wrap(Files.readAllBytes(directory.resolve("fetched"))))
          .isEqualTo(content);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("curl --silent -o fetched tftp://HOST:PORT/unknown", 68),
        Arguments.of("curl --silent -T served tftp://HOST:PORT/served", 69),
        Arguments.of("busybox tftp -g -r unknown -l fetched HOST PORT", 1),
        Arguments.of("busybox tftp -p -l served -r served HOST PORT", 1));
  }

  /** curl's exit codes: 68 not found, 69 permission problem. */
  @ParameterizedTest
  @MethodSource("refusals")
  void aClientUnderstandsTheRefusal(String line, int exitCode) throws Exception {
    List<String> command = List.of(line.split(" "));
    assumeInstalled(command);
    try (Server server = new Server(directory)) {
      server.file("served", 100);

      assertThat(run(command, server)).isEqualTo(exitCode);
    }
  }

  private static void assumeInstalled(List<String> command) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.get(0)))),
        command.get(0) + " is not installed");
  }

  private int run(List<String> command, Server server) throws IOException, InterruptedException {
    String port = String.valueOf(server.address().getPort());
    List<String> filledIn =
        command.stream().map(word -> word.replace("HOST", HOST).replace("PORT", port)).toList();
    Process process =
        new ProcessBuilder(filledIn).directory(directory.toFile()).inheritIO().start();
    return process.waitFor();
  }
}
