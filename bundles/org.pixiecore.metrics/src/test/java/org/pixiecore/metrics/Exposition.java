package org.pixiecore.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format 0.0.4, read strictly: a line is a HELP, a TYPE or a sample of the metric
 * that they named, and no sample is there twice.
 *
 * @param samples values by name and labels, as they are written
 * @param types by name
 * @param helps by name
 */
record Exposition(
    Map<String, Double> samples, Map<String, String> types, Map<String, String> helps) {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (\\S.*)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "("
              + NAME
              + ")((?:\\{(?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})?)"
              + " ([-+0-9.eE]+|NaN|[+-]Inf)");

  static Exposition of(PrometheusRegistry registry) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(text.toString(UTF_8));
  }

  static Exposition parse(String text) {
    Exposition read = new Exposition(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>());
    assertThat(text).matches("(?s)|.*\n");
    String current = "";
    for (String line : text.lines().toList()) {
      Matcher meta = META.matcher(line);
      if (meta.matches()) {
        current = meta.group(2);
        Map<String, String> kind = meta.group(1).equals("HELP") ? read.helps : read.types;
        assertThat(kind.put(current, meta.group(3))).as("twice: " + line).isNull();
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(read.types).as(line).containsKey(current);
      assertThat(sample.group(1)).as(line).startsWith(current);
      String suffix = sample.group(1).substring(current.length());
      assertThat(suffix)
          .as(line)
          .isIn(
              switch (read.types.get(current)) {
                case "histogram" -> new String[] {"_bucket", "_sum", "_count"};
                case "summary" -> new String[] {"", "_sum", "_count"};
                default -> new String[] {""};
              });
      double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
      assertThat(read.samples.put(sample.group(1) + sample.group(2), value))
          .as("twice: " + line)
          .isNull();
    }
    return read;
  }

  double value(String sample) {
    assertThat(samples).containsKey(sample);
    return samples.get(sample);
  }
}
