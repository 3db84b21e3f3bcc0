package org.pixiecore.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a server, and measures how long machines wait for it and what it holds at rest.
 *
 * <p>The clock runs from exec; the first offer is to firmware, the first page is the script in the
 * offer to an iPXE, or a given URL.
 */
final class StartTime {

  private static final int MACHINE = 0;
  private static final int RETRY_MILLIS = 10;
  private static final int BOOT_SERVER_PORT = 4011;
  private static final int END_TRIES = 300;
  private static final long BOOTS_PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private StartTime() {}

  /**
   * Arguments: server, round, load (its name), log (of the server's output), offers and pages (yes
   * or no: what to wait for), port (yes or no: whether to wait for that of PXE's boot server, which
   * ours opens last), url (of the page; empty for the one in the offer), seconds (to give up
   * after), rest (seconds of quiet before memory is read), boots (machines that boot then, and
   * after another rest memory is read again); then {@code --} and the server's command.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> all = List.of(args);
    int end = all.indexOf("--");
    Arguments arguments = Arguments.of(all.subList(0, end).toArray(String[]::new));
    Samples samples = arguments.samples(Protocol.START);
    String load = arguments.text("load");
    BootChain chain = new BootChain();
    try (ProxyDhcpClient client = new ProxyDhcpClient()) {
      long start = System.nanoTime();
      long deadline = start + TimeUnit.SECONDS.toNanos(arguments.number("seconds"));
      Process process =
          new ProcessBuilder(all.subList(end + 1, all.size()))
              .redirectErrorStream(true)
              .redirectOutput(new File(arguments.text("log")))
              .start();
      try {
        ServerProcess server = new ServerProcess(process.pid());
        if (arguments.text("offers").equals("yes")) {
          chain.bootFile(client, MACHINE, deadline);
          samples.put(load, Metric.SECONDS_TO_FIRST_OFFER, secondsSince(start));
        }
        if (arguments.text("port").equals("yes")) {
          awaitPort(server, deadline);
          samples.put(load, Metric.SECONDS_TO_LAST_PORT, secondsSince(start));
        }
        if (arguments.text("pages").equals("yes")) {
          String url = arguments.text("url");
          chain.awaitPage(
              url.isEmpty() ? chain.scriptUrl(client, MACHINE, deadline) : URI.create(url),
              deadline);
          samples.put(load, Metric.SECONDS_TO_FIRST_PAGE, secondsSince(start));
        }
        TimeUnit.SECONDS.sleep(arguments.number("rest"));
        double cpuOfStart = server.cpuSeconds();
        samples.put(load, Metric.CPU_SECONDS, cpuOfStart);
        putMemory(samples, load, server);
        int boots = arguments.number("boots");
        if (boots > 0) {
          String booted = "%s, then %,d boots".formatted(load, boots);
          boot(boots, chain, client, System.nanoTime() + BOOTS_PATIENCE_NANOS);
          TimeUnit.SECONDS.sleep(arguments.number("rest"));
          samples.put(booted, Metric.CPU_SECONDS, server.cpuSeconds() - cpuOfStart);
          putMemory(samples, booted, server);
        }
      } finally {
        end(process);
      }
    }
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static void awaitPort(ServerProcess server, long deadline)
      throws IOException, InterruptedException {
    while (!server.hasUdpPort(BOOT_SERVER_PORT)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("port " + BOOT_SERVER_PORT + " was not open within the time");
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  /** What so many machines ask for, one after the other: an offer, another as iPXE, the script. */
  private static void boot(int machines, BootChain chain, ProxyDhcpClient client, long deadline)
      throws IOException, InterruptedException {
    for (int machine = 0; machine < machines; machine++) {
      chain.bootFile(client, machine, deadline);
      chain.awaitPage(chain.scriptUrl(client, machine, deadline), deadline);
    }
  }

  private static void putMemory(Samples samples, String load, ServerProcess server)
      throws IOException {
    samples.put(load, Metric.RESIDENT_MEGABYTES, server.memoryMegabytes("Rss"));
    samples.put(load, Metric.PEAK_RESIDENT_MEGABYTES, server.peakMegabytes());
    samples.put(load, Metric.PROPORTIONAL_MEGABYTES, server.memoryMegabytes("Pss"));
    samples.put(load, Metric.PRIVATE_MEGABYTES, server.memoryMegabytes("Pss_Anon"));
  }

  /** Asks it and its children to end: a shell that waits for one does not ask it. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (int i = 0; i < END_TRIES && all.stream().anyMatch(ProcessHandle::isAlive); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
