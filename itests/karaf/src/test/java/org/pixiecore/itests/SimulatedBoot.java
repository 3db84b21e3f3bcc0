package org.pixiecore.itests;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.pixiecore.dhcp.DhcpPacket;

/**
 * A machine from power-on to the start of its kernel: UEFI firmware's DISCOVER, its question to the
 * boot server and its program, and then iPXE as far as this server's scripts go. It fails where a
 * real one would be left without its kernel, and also at any other answer than a real one expects.
 */
final class SimulatedBoot {

  /**
   * What became of it.
   *
   * @param whole from power-on to the kernel
   * @param script from the last request for a script to its end
   * @param files from the first of its files' requests to the last one's end
   * @param again how often it was told to ask again
   * @param commandLine of the kernel
   * @param checksums of the images, each CRC-32, by their names in the script
   */
  record Booted(
      Span whole,
      Span script,
      Span files,
      int again,
      String commandLine,
      Map<String, Long> checksums) {}

  private static final Capture DISCOVER = Capture.of("ovmf-x64-discover");
  private static final Capture REQUEST = Capture.of("ovmf-x64-request-4011");

  private static final Pattern FETCH =
      Pattern.compile("imgfetch --name (\\S+)(?: --timeout \\d+)? (\\S+)(?: && goto (\\w+))?.*");
  private static final Pattern ARGUMENTS = Pattern.compile("imgargs kernel (.*)");
  private static final Pattern SLEEP = Pattern.compile("sleep (\\d+).*");
  private static final Pattern CHAIN = Pattern.compile("chain --replace --autofree (\\S+).*");

  private final Machine machine;
  private final Firmware firmware;
  private final BootServer server;
  private final Map<String, Long> checksums = new LinkedHashMap<>();
  private String commandLine = "";
  private int again;

  /**
   * A machine of its own.
   *
   * @param firmware with UEFI's patience
   * @param ipxe with iPXE's
   */
  SimulatedBoot(Firmware firmware, Firmware ipxe, BootServer server) {
    this.machine = new Machine(ipxe, server.ports().dhcp());
    this.firmware = firmware;
    this.server = server;
  }

  Booted run() throws IOException, InterruptedException {
    long powerOn = System.nanoTime();
    loadIpxe();
    URI url = machine.scriptUrl();
    while (true) {
      long asked = System.nanoTime();
      List<String> script = script(url);
      Span answered = Span.since(asked);
      URI next = execute(script);
      if (next == null) {
        return new Booted(
            Span.since(powerOn),
            answered,
            Span.since(answered.end()),
            again,
            commandLine,
            Map.copyOf(checksums));
      }
      again++;
      url = next;
    }
  }

  /** What {@link Booted#checksums} has where the image is that file. */
  static long checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue();
  }

  private void loadIpxe() throws IOException {
    Ports ports = server.ports();
    DhcpPacket offer = firmware.discover(DISCOVER.from(machine.mac()), ports.dhcp());
    DhcpPacket answer = firmware.ask(REQUEST.from(machine.mac()), ports.pxe());
    String program = Machine.bootFile(offer);
    if (!Machine.bootFile(answer).equals(program)) {
      throw new IOException(program + " on port 67, but on 4011 " + Machine.bootFile(answer));
    }
    try (TftpDownload download =
        new TftpDownload(new InetSocketAddress(server.address(), ports.tftp()))) {
      download.begin(program, Map.of("blksize", "1468"));
      if (!Arrays.equals(download.finish(), Files.readAllBytes(server.program()))) {
        throw new IOException(program + " is another one than firmware of this kind needs");
      }
    }
  }

  private static List<String> script(URI url) throws IOException, InterruptedException {
    HttpResponse<String> response = Http.get(url, BodyHandlers.ofString());
    List<String> lines = new ArrayList<>(response.body().lines().toList());
    if (response.statusCode() != 200 || lines.isEmpty() || !lines.remove(0).equals("#!ipxe")) {
      throw new IOException(
          "%s answers %d: %s".formatted(url, response.statusCode(), response.body()));
    }
    return lines;
  }

  /** The URL of the script to go on with; null if the kernel is started. */
  private URI execute(List<String> script) throws IOException, InterruptedException {
    for (int i = 0; i < script.size(); i++) {
      String line = script.get(i);
      Matcher fetch = FETCH.matcher(line);
      Matcher arguments = ARGUMENTS.matcher(line);
      Matcher sleep = SLEEP.matcher(line);
      Matcher chain = CHAIN.matcher(line);
      if (fetch.matches()) {
        checksums.put(fetch.group(1), SlowDownload.checksum(URI.create(fetch.group(2))));
        i = fetch.group(3) == null ? i : script.indexOf(":" + fetch.group(3));
      } else if (arguments.matches()) {
        commandLine = arguments.group(1);
      } else if (line.startsWith("boot kernel")) {
        return null;
      } else if (sleep.matches()) {
        TimeUnit.SECONDS.sleep(Long.parseLong(sleep.group(1)));
      } else if (chain.matches()) {
        return URI.create(Machine.expanded(chain.group(1)));
      }
    }
    throw new IOException("the script ends without a kernel: " + script);
  }
}
