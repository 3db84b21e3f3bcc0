package org.pixiecore.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Machines that boot beside one with real firmware, on the network of the lab. */
final class SimulatedMachines {

  /** What a server has that nobody has configured otherwise, but for HTTP. */
  private static final Ports PORTS = new Ports(80, 67, 4011, 69);

  /** One for its firmware, one for its iPXE. */
  private static final int ADDRESSES_OF_A_MACHINE = 2;

  private SimulatedMachines() {}

  /**
   * Lets machines boot side by side, a new one as soon as one has its kernel, until there is
   * something on the standard input. The last line tells what became of them.
   *
   * @param arguments the boot server's address; this computer's addresses, with commas between
   *     them, two for each of the machines that boot at the same time; the program that UEFI
   *     firmware gets; what each command line has in it; kernel and initrds
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ConcurrentLinkedQueue<InetAddress> relays = new ConcurrentLinkedQueue<>();
    for (String relay : arguments[1].split(",", -1)) {
      relays.add(address(relay));
    }
    Map<String, Long> checksums = checksums(Arrays.asList(arguments).subList(4, arguments.length));
    int machines = relays.size() / ADDRESSES_OF_A_MACHINE;
    BootServer server =
        new BootServer(address(arguments[0]), PORTS, Path.of(arguments[2]), relays::remove);
    try (BootLoad load = new BootLoad(server, machines)) {
      System.out.println(machines + " machines boot at the same time");
      awaitInput();
      load.end();
      load.lost().forEach(lost -> lost.printStackTrace(System.out));
      List<SimulatedBoot.Booted> wrong =
          load.booted().stream()
              .filter(
                  booted ->
                      !booted.commandLine().contains(arguments[3])
                          || !booted.checksums().entrySet().containsAll(checksums.entrySet()))
              .toList();
      wrong.forEach(booted -> System.out.println("Has booted something else: " + booted));
      System.out.printf(
          Locale.ROOT,
          "%d boots begun, %d ended well, %d lost; the longest took %.1f s%n",
          load.begun(),
          load.booted().size() - wrong.size(),
          load.lost().size() + wrong.size(),
          load.booted().stream().mapToDouble(booted -> booted.whole().seconds()).max().orElse(0));
    }
  }

  private static void awaitInput() throws IOException {
    if (System.in.read() < 0) {
      System.out.println("the standard input has ended");
    }
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  /** By the names that a script gives them. */
  private static Map<String, Long> checksums(List<String> files) throws IOException {
    Map<String, Long> checksums = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      checksums.put(
          i == 0 ? "kernel" : "initrd" + (i - 1), SimulatedBoot.checksum(Path.of(files.get(i))));
    }
    return checksums;
  }
}
