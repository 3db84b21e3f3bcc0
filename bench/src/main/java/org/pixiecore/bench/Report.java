package org.pixiecore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Samples as Markdown: a table for each protocol, with our figures in proportion to the others'.
 */
final class Report {

  private record Row(String load, Metric metric) {}

  private final Protocol protocol;
  private final String ours;
  private final Set<String> servers = new LinkedHashSet<>();
  private final Map<Row, Map<String, Rounds>> rows = new LinkedHashMap<>();

  private Report(Protocol protocol, String ours) {
    this.protocol = protocol;
    this.ours = ours;
  }

  /**
   * Prints the report of the samples in a file. Arguments: samples (a path), ours (the server that
   * the others are compared with).
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    Path file = Path.of(arguments.text("samples"));
    System.out.print(
        of(Files.readAllLines(file).stream().map(Sample::parse).toList(), arguments.text("ours")));
  }

  /** The whole report; empty without samples. */
  static String of(List<Sample> samples, String ours) {
    StringBuilder markdown = new StringBuilder();
    for (Protocol protocol : Protocol.values()) {
      Report report = new Report(protocol, ours);
      samples.stream().filter(sample -> sample.protocol() == protocol).forEach(report::add);
      if (!report.rows.isEmpty()) {
        report.write(markdown);
      }
    }
    return markdown.toString();
  }

  private void add(Sample sample) {
    servers.add(sample.server());
    rows.computeIfAbsent(new Row(sample.load(), sample.metric()), row -> new LinkedHashMap<>())
        .computeIfAbsent(sample.server(), server -> new Rounds())
        .values()
        .put(sample.round(), sample.value());
  }

  private void write(StringBuilder markdown) {
    List<String> others =
        servers.contains(ours)
            ? servers.stream().filter(server -> !server.equals(ours)).toList()
            : List.of();
    List<String> head = new ArrayList<>(List.of("load", "measure"));
    head.addAll(servers);
    others.forEach(other -> head.add(ours + " : " + other));
    markdown.append("### ").append(protocol.title()).append("\n\n");
    line(markdown, head);
    line(markdown, head.stream().map(name -> head.indexOf(name) < 2 ? "---" : "---:").toList());
    rows.forEach((row, values) -> write(markdown, row, values, others));
    markdown.append('\n');
  }

  private void write(
      StringBuilder markdown, Row row, Map<String, Rounds> values, List<String> others) {
    boolean trouble = row.metric.isTrouble();
    if (trouble && values.values().stream().allMatch(rounds -> rounds.max() == 0)) {
      return;
    }
    List<String> cells = new ArrayList<>(List.of(row.load, row.metric.label()));
    for (String server : servers) {
      cells.add(values.containsKey(server) ? value(row.metric, values.get(server)) : "");
    }
    for (String other : others) {
      boolean both = values.containsKey(ours) && values.containsKey(other);
      cells.add(both && !trouble ? ratio(values.get(ours).ratioTo(values.get(other))) : "");
    }
    line(markdown, cells);
  }

  private static String value(Metric metric, Rounds rounds) {
    String median = number(metric, rounds.median());
    return rounds.values().size() == 1
        ? median
        : median + " (" + number(metric, rounds.min()) + "–" + number(metric, rounds.max()) + ")";
  }

  private static String number(Metric metric, double value) {
    return String.format(Locale.ROOT, "%,." + metric.decimals() + "f", value);
  }

  private static String ratio(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "**%.2f**", ratio) : "";
  }

  private static void line(StringBuilder markdown, List<String> cells) {
    markdown.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
