package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that others wrote, on a virtual link of their own. It takes root, and the packages that
 * {@code setup/packages interop} names.
 */
@Timeout(120)
class InteroperabilityTest {

  private static final String SERVER = "10.83.0.1";

  private final String serverHost = "pxlease-s-" + ProcessHandle.current().pid();
  private final String clientHost = "pxlease-c-" + ProcessHandle.current().pid();
  @TempDir Path folder;
  private Process server;

  @AfterEach
  void remove() throws Exception {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
    String hosts = run("ip", "netns", "list");
    for (String host : List.of(serverHost, clientHost)) {
      if (hosts.contains(host)) {
        run("ip", "netns", "delete", host);
      }
    }
  }

  @Test
  void udhcpcGetsAnAddressAndNotOneThatAnswers() throws Exception {
    needs("busybox");
    connect("10.83.0.100-10.83.0.101");
    run("ip", "-n", clientHost, "address", "add", "10.83.0.100/24", "dev", "c0");
    String said =
        onClient(
            "busybox",
            "udhcpc",
            "-f",
            "-q",
            "-n",
            "-i",
            "c0",
            "-s",
            script("echo \"$1 $ip/$mask lease=$lease server=$serverid siaddr=$siaddr\"")
                .toString());
    assertThat(said)
        .contains("bound 10.83.0.101/24 lease=3600 server=" + SERVER + " siaddr=" + SERVER);
    assertThat(leases()).contains(" 10.83.0.101 ");
  }

  @Test
  void dhclientGetsAnAddressKeepsItAndGivesItBack() throws Exception {
    needs("dhclient");
    connect("10.83.0.100-10.83.0.199");
    String script =
        script(
                "echo \"$reason $new_ip_address $new_subnet_mask $new_broadcast_address"
                    + " $new_dhcp_lease_time\" >>"
                    + folder.resolve("said")
                    + "\n[ -z \"$new_ip_address\" ] ||"
                    + " ip address replace \"$new_ip_address/24\" dev c0")
            .toString();
    String[] files = {
      "-4", "-sf", script, "-lf", folder + "/dhclient.leases", "-pf", folder + "/dhclient.pid"
    };
    onClient(command("dhclient", files, "-1", "c0"));
    String first = Files.readString(folder.resolve("said"));
    assertThat(first)
        .containsPattern("BOUND 10\\.83\\.0\\.1\\d\\d 255\\.255\\.255\\.0 10\\.83\\.0\\.255 3600");
    // it ends without a word, and remembers its address: INIT-REBOOT
    onClient(command("dhclient", files, "-x", "c0"));
    onClient(command("dhclient", files, "-1", "c0"));
    assertThat(Files.readString(folder.resolve("said"))).contains("REBOOT 10.83.0.1");
    onClient(command("dhclient", files, "-r", "c0"));
    await()
        .untilAsserted(
            () ->
                assertThat(leases().lines().filter(line -> line.contains(" 10.83.0.")).count())
                    .as("given, confirmed without being written again, given back")
                    .isEqualTo(2));
  }

  @Test
  void perfdhcpGetsAnAddressForEachOfItsClientsThroughARelay() throws Exception {
    needs("perfdhcp");
    connect("10.83.0.50-10.83.0.249/24");
    run("ip", "-n", clientHost, "address", "add", "10.83.0.2/24", "dev", "c0");
    // as many clients as addresses; perfdhcp is their relay
    String said =
        onClient(
            "perfdhcp",
            "-4",
            "-l",
            "c0",
            "-r",
            "50",
            "-R",
            "200",
            "-n",
            "200",
            "-W",
            "2000000",
            SERVER);
    assertThat(said).containsPattern("(?s)REQUEST-ACK.*?received packets: 200.*?drops: 0");
    assertThat(
            leases()
                .lines()
                .filter(line -> line.contains(" 10.83.0."))
                .map(line -> line.split(" ", -1)[1])
                .distinct())
        .hasSize(200);
  }

  private static void needs(String program) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "takes root");
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v ip && command -v " + program)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0,
        "takes " + program);
  }

  private void connect(String ranges) throws Exception {
    for (String host : List.of(serverHost, clientHost)) {
      run("ip", "netns", "add", host);
    }
    run(
        "ip",
        "-n",
        serverHost,
        "link",
        "add",
        "s0",
        "type",
        "veth",
        "peer",
        "name",
        "c0",
        "netns",
        clientHost);
    run("ip", "-n", serverHost, "address", "add", SERVER + "/24", "dev", "s0");
    run("ip", "-n", serverHost, "link", "set", "s0", "up");
    run("ip", "-n", clientHost, "link", "set", "c0", "up");
    run("ip", "-n", serverHost, "route", "add", "default", "dev", "s0");
    server =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                serverHost,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerOnALink.class.getName(),
                "s0",
                SERVER,
                ranges,
                folder.resolve("leases").toString())
            .redirectError(folder.resolve("server.log").toFile())
            .start();
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).isEqualTo(ServerOnALink.READY);
  }

  private String leases() throws IOException {
    return Files.readString(folder.resolve("leases"));
  }

  private Path script(String line) throws IOException {
    return Files.writeString(
        Files.createFile(
            folder.resolve("script"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
        "#!/bin/sh\n" + line + "\n");
  }

  private static String[] command(String program, String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String onClient(String... command) throws Exception {
    return run(command("ip", new String[] {"netns", "exec", clientHost}, command));
  }

  private static String run(String... command) throws Exception {
    Path output = Files.createTempFile("pxlease", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended && process.exitValue() == 0)
          .as(String.join(" ", command) + ": " + said)
          .isTrue();
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
