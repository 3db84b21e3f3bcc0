package org.pixiecore.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.launcher.ServerPort.Transport;

/**
 * The ports that a process has open, as Linux tells (proc(5)): its sockets are links in {@code fd},
 * and {@code net} has a table of all sockets for each protocol.
 */
final class OpenPorts {

  private static final Map<String, Transport> TABLES =
      Map.of(
          "udp", Transport.UDP,
          "udp6", Transport.UDP,
          "tcp", Transport.TCP,
          "tcp6", Transport.TCP);

  // columns of a table, and the state that a server's TCP socket is in
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";

  private final Path process;

  /** Those of this process. */
  OpenPorts() {
    this(Path.of("/proc/self"));
  }

  /**
   * Those of another.
   *
   * @param process its folder in /proc
   */
  OpenPorts(Path process) {
    this.process = process;
  }

  /** Whether one is open, at whatever address. */
  boolean include(ServerPort port) throws IOException {
    Set<String> sockets = sockets();
    for (Map.Entry<String, Transport> table : TABLES.entrySet()) {
      if (table.getValue() == port.transport()
          && lines(table.getKey())
              .anyMatch(
                  columns ->
                      number(columns) == port.number()
                          && (port.transport() == Transport.UDP || columns[STATE].equals(LISTEN))
                          && sockets.contains("socket:[" + columns[INODE] + "]"))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> sockets() throws IOException {
    List<Path> descriptors;
    try (Stream<Path> all = Files.list(process.resolve("fd"))) {
      descriptors = all.toList();
    }
    Set<String> sockets = new HashSet<>();
    for (Path descriptor : descriptors) {
      try {
        sockets.add(Files.readSymbolicLink(descriptor).toString());
      } catch (NoSuchFileException e) {
        // closed since it was listed
      }
    }
    return sockets;
  }

  private Stream<String[]> lines(String table) throws IOException {
    Path file = process.resolve("net").resolve(table);
    if (Files.notExists(file)) {
      return Stream.empty(); // a system without IPv6
    }
    return Files.readAllLines(file).stream().skip(1).map(line -> line.strip().split("\\s+"));
  }

  private static int number(String[] columns) {
    String address = columns[LOCAL_ADDRESS];
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }
}
