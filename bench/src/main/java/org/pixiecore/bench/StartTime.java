package org.pixiecore.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts a server, and measures how long machines wait for it and what it holds at rest.
 *
 * <p>The clock runs from exec; the first offer is to firmware, the first page is the script in the
 * offer to an iPXE, or a given URL.
 */
final class StartTime {

  private static final int MACHINE = 0;
  private static final int RETRY_MILLIS = 10;

  private StartTime() {}

  /**
   * Arguments: server, round, load (its name), log (of the server's output), offers and pages (yes
   * or no: what to wait for), url (of the page; empty for the one in the offer), seconds (to give
   * up after), rest (seconds of quiet before memory is read); then {@code --} and the server's
   * command.
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
        if (arguments.text("offers").equals("yes")) {
          awaitOffer(client, deadline);
          samples.put(load, Metric.SECONDS_TO_FIRST_OFFER, secondsSince(start));
        }
        if (arguments.text("pages").equals("yes")) {
          String url = arguments.text("url");
          chain.awaitPage(
              url.isEmpty() ? chain.scriptUrl(client, deadline) : URI.create(url), deadline);
          samples.put(load, Metric.SECONDS_TO_FIRST_PAGE, secondsSince(start));
        }
        TimeUnit.SECONDS.sleep(arguments.number("rest"));
        ServerProcess server = new ServerProcess(process.pid());
        samples.put(load, Metric.RESIDENT_MEGABYTES, server.memoryMegabytes("Rss"));
        samples.put(load, Metric.PROPORTIONAL_MEGABYTES, server.memoryMegabytes("Pss"));
        samples.put(load, Metric.PRIVATE_MEGABYTES, server.memoryMegabytes("Pss_Anon"));
      } finally {
        end(process);
      }
    }
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static void awaitOffer(ProxyDhcpClient client, long deadline) throws IOException {
    int xid = (int) deadline;
    AtomicBoolean offered = new AtomicBoolean();
    while (!offered.get()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("no offer within the time");
      }
      client.discoverAsFirmware(MACHINE, xid);
      client.receive(
          RETRY_MILLIS,
          offer -> {
            if (offer.xid() == xid && !offer.bootFile().isEmpty()) {
              offered.set(true);
            }
          });
    }
  }

  /** Asks it to end, and all its children with it. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
