package org.pixiecore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server under test: a process and its children, as Linux' {@code /proc} tells of them.
 *
 * @param pid the process that was started
 */
record ServerProcess(long pid) {

  /** Clock ticks of {@code /proc/PID/stat}: USER_HZ is 100 on every Linux architecture in use. */
  private static final double TICKS_PER_SECOND = 100;

  /** Where utime stands, counted from the field after the command's name; see proc(5). */
  private static final int UTIME = 11;

  /** CPU seconds, user and system, of all of them, and of children that have ended. */
  double cpuSeconds() throws IOException {
    long ticks = 0;
    for (long member : members()) {
      String stat = read(member, "stat");
      if (!stat.isEmpty()) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        for (int field = UTIME; field < UTIME + 4; field++) {
          ticks += Long.parseLong(fields[field]);
        }
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /**
   * Sums a line of {@code smaps_rollup} over all of them.
   *
   * @param name like {@code Rss}, {@code Pss}, {@code Pss_Anon}
   * @return megabytes of 10^6 bytes
   */
  double memoryMegabytes(String name) throws IOException {
    long kibibytes = 0;
    for (long member : members()) {
      kibibytes += kibibytes(read(member, "smaps_rollup"), name);
    }
    return kibibytes * 1024 / 1e6;
  }

  /**
   * The most that each of them has held in memory, summed.
   *
   * @return megabytes of 10^6 bytes
   */
  double peakMegabytes() throws IOException {
    long kibibytes = 0;
    for (long member : members()) {
      kibibytes += kibibytes(read(member, "status"), "VmHWM");
    }
    return kibibytes * 1024 / 1e6;
  }

  /** Whether something in its network namespace has that UDP port open. */
  boolean hasUdpPort(int port) throws IOException {
    // proc(5): the second column is the local address
    Pattern open = Pattern.compile("(?m)^ *\\d+: [0-9A-F]+:%04X ".formatted(port));
    return open.matcher(read(pid, "net/udp") + read(pid, "net/udp6")).find();
  }

  private static long kibibytes(String lines, String name) {
    return lines
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private List<Long> members() {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Empty for a process that ended meanwhile. */
  private static String read(long member, String file) throws IOException {
    try {
      return Files.readString(Path.of("/proc", Long.toString(member), file));
    } catch (IOException e) {
      if (ProcessHandle.of(member).isPresent()) {
        throw e;
      }
      return "";
    }
  }
}
