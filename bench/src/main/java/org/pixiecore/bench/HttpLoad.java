package org.pixiecore.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GETs of one file over kept connections, by wrk. */
final class HttpLoad {

  /** Fewer, as of a large file, give no percentile, and their number is up to chance. */
  private static final int MIN_REQUESTS = 1000;

  private HttpLoad() {}

  /**
   * Arguments: server, round, pid, url, file (what it must answer with), script (wrk.lua),
   * connections, warmup and seconds.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments arguments = Arguments.of(args);
    Samples samples = arguments.samples(Protocol.HTTP);
    String url = arguments.text("url");
    Path file = Path.of(arguments.text("file"));
    compare(url, file);
    wrk(arguments, arguments.number("warmup"));

    ServerProcess server = new ServerProcess(arguments.number("pid"));
    double cpuBefore = server.cpuSeconds();
    Arguments measured = wrk(arguments, arguments.number("seconds"));
    double cpu = server.cpuSeconds() - cpuBefore;

    double seconds = Long.parseLong(measured.text("micros")) / 1e6;
    double bytes = Long.parseLong(measured.text("bytes"));
    String load = "%s, %s connections".formatted(size(file), arguments.text("connections"));
    samples.put(load, Metric.MEGABYTES_PER_SECOND, bytes / 1e6 / seconds);
    int requests = measured.number("requests");
    if (requests >= MIN_REQUESTS) {
      samples.put(load, Metric.REQUESTS_PER_SECOND, requests / seconds);
      samples.put(load, Metric.LATENCY_P50, measured.number("p50") / 1e3);
      samples.put(load, Metric.LATENCY_P99, measured.number("p99") / 1e3);
    }
    samples.put(load, Metric.CPU_SECONDS_PER_GIGABYTE, cpu / (bytes / 1e9));
    samples.put(load, Metric.RESIDENT_MEGABYTES, server.memoryMegabytes("Rss"));
    samples.put(load, Metric.PRIVATE_MEGABYTES, server.memoryMegabytes("Pss_Anon"));
  }

  private static String size(Path file) throws IOException {
    long bytes = Files.size(file);
    return bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
  }

  private static void compare(String url, Path file) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    Path received = Files.createTempFile("pixiecore-bench", ".received");
    try (InputStream body = response.body()) {
      Files.copy(body, received, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      if (response.statusCode() != 200 || Files.mismatch(received, file) >= 0) {
        throw new IOException(
            "%s answered %d, and its content is %s %s"
                .formatted(
                    url,
                    response.statusCode(),
                    Files.mismatch(received, file) < 0 ? "that of" : "not that of",
                    file));
      }
    } finally {
      Files.delete(received);
    }
  }

  private static Arguments wrk(Arguments arguments, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "--threads", "1"));
    command.addAll(List.of("--connections", arguments.text("connections")));
    command.addAll(List.of("--duration", seconds + "s", "--timeout", "10s"));
    command.addAll(List.of("--script", arguments.text("script"), arguments.text("url")));
    Process wrk =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    Arguments measured =
        Arguments.of(
            output.lines().filter(line -> line.matches("\\w+=\\d+")).toArray(String[]::new));
    if (measured.text("bytes").equals("0") || measured.number("errors") > 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return measured;
  }
}
