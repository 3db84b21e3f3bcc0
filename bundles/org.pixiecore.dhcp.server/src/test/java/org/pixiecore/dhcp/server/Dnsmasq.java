package org.pixiecore.dhcp.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** dnsmasq as a DHCP server that we did not write. */
final class Dnsmasq {

  private static final Path PROGRAM = Path.of("/usr/sbin/dnsmasq");

  private Dnsmasq() {}

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Its command line: no DNS, nothing on disk, no waiting for a ping before it offers. */
  static String[] command(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(),
                "--no-daemon",
                "--conf-file=/dev/null",
                "--user=root",
                "--port=0",
                "--no-ping",
                "--leasefile-ro"));
    Stream.of(options).forEach(command::add);
    return command.toArray(String[]::new);
  }
}
