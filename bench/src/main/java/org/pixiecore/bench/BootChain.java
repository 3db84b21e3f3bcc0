package org.pixiecore.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What iPXE does once the firmware has loaded it: asks for its script's URL, and reads it. */
final class BootChain {

  private static final Pattern FILE_URL =
      Pattern.compile("(?m)^imgfetch --name (?:kernel|initrd\\d+) (\\S+)");
  private static final int MACHINE = 1;
  private static final int RETRY_MILLIS = 10;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Prints the URLs of the kernel and of the initrds that the server boots machines in, a line
   * each, in the order of the script. Argument: seconds, after which it gives up.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Arguments.of(args).number("seconds") * 1_000_000_000L;
    BootChain chain = new BootChain();
    try (ProxyDhcpClient client = new ProxyDhcpClient()) {
      URI script = chain.scriptUrl(client, MACHINE, deadline);
      chain.fileUrls(chain.awaitPage(script, deadline)).forEach(System.out::println);
    }
  }

  /**
   * The boot file in the offer to a machine's firmware.
   *
   * @throws IOException if none was offered in time
   */
  String bootFile(ProxyDhcpClient client, int machine, long deadlineNanos) throws IOException {
    int xid = (int) deadlineNanos + 2 * machine;
    return offered(client, xid, "", () -> client.discoverAsFirmware(machine, xid), deadlineNanos);
  }

  /**
   * The URL in the offer to an iPXE.
   *
   * @throws IOException if none was offered in time
   */
  URI scriptUrl(ProxyDhcpClient client, int machine, long deadlineNanos) throws IOException {
    int xid = (int) deadlineNanos + 2 * machine + 1;
    String url =
        offered(client, xid, "http://", () -> client.discoverAsIpxe(machine, xid), deadlineNanos);
    // as iPXE does, which expands settings; this machine has none
    return URI.create(url.replaceAll("\\$\\{[^}]*}", ""));
  }

  private interface Discovery {
    void send() throws IOException;
  }

  /** Asks again and again until a boot file of that beginning is offered. */
  private static String offered(
      ProxyDhcpClient client, int xid, String beginning, Discovery discovery, long deadlineNanos)
      throws IOException {
    AtomicReference<String> bootFile = new AtomicReference<>("");
    while (bootFile.get().isEmpty()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IOException("no offer of a boot file " + beginning + "..., within the time");
      }
      discovery.send();
      client.receive(
          RETRY_MILLIS,
          offer -> {
            if (offer.xid() == xid && offer.bootFile().startsWith(beginning)) {
              bootFile.set(offer.bootFile());
            }
          });
    }
    return bootFile.get();
  }

  /**
   * Asks again and again until the answer is 200.
   *
   * @return the page
   * @throws IOException if there was no such answer in time
   */
  String awaitPage(URI url, long deadlineNanos) throws IOException, InterruptedException {
    String last = "nothing";
    while (System.nanoTime() < deadlineNanos) {
      try {
        HttpResponse<String> response =
            http.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          return response.body();
        }
        last = "status " + response.statusCode();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(RETRY_MILLIS);
    }
    throw new IOException(url + " did not answer 200 in time; the last answer was " + last);
  }

  /** The URLs of what our script loads under the names kernel and initrd0, initrd1... */
  List<String> fileUrls(String script) {
    return FILE_URL.matcher(script).results().map((MatchResult line) -> line.group(1)).toList();
  }
}
