package org.pixiecore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.status.ListeningPort;

/** The page and the figures say the same. */
class DocumentationTest {

  private static final Path PAGE = Path.of("../../docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(pixiecore_\\w+)` \\| (\\w+) \\|([^|]*)\\|");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern SERIES =
      Pattern.compile("(pixiecore_\\w+?)(?:_(?:bucket|sum|count))?[({=\\[ ]");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private Exposition exposition;
  private String page;

  @BeforeEach
  void everythingHappens() throws IOException {
    page = Files.readString(PAGE);
    EventMetrics events = new EventMetrics(registry);
    Events.all().forEach(events::count);
    DiagnosisMetrics unusedDiagnoses = new DiagnosisMetrics(registry);
    BootHistory history =
        new StatusMetricsTest.Machines(
            List.of(DiagnosisMetricsTest.boot(1, Optional.empty(), BootState.ASKING, List.of())));
    StatusMetrics unusedStatus =
        new StatusMetrics(
            registry,
            () -> Optional.of(history),
            () ->
                List.of(
                    () ->
                        List.of(
                            new ListeningPort(
                                "TFTP", 69, "*", Optional.empty(), Optional.empty()))),
            () -> Optional.of(List::of),
            () -> Optional.of(List::of));
    exposition = Exposition.of(registry);
  }

  @Test
  void thePageNamesEveryMetricWithItsType() {
    Map<String, String> documented = new TreeMap<>();
    ROW.matcher(page).results().forEach(row -> documented.put(row.group(1), row.group(2)));

    assertThat(documented).isEqualTo(exposition.types());
  }

  @Test
  void thePageNamesEveryLabel() {
    Map<String, Set<String>> documented = new TreeMap<>();
    ROW.matcher(page)
        .results()
        .forEach(
            row ->
                documented.put(
                    row.group(1).replaceFirst("_total$", ""),
                    WORD.matcher(row.group(3))
                        .results()
                        .map(label -> label.group())
                        .collect(Collectors.toCollection(TreeSet::new))));
    Map<String, Set<String>> served = new TreeMap<>();
    for (MetricSnapshot metric : registry.scrape()) {
      Set<String> labels = new TreeSet<>();
      metric
          .getDataPoints()
          .forEach(point -> point.getLabels().forEach(label -> labels.add(label.getName())));
      served.put(metric.getMetadata().getPrometheusName(), labels);
    }

    assertThat(documented).isEqualTo(served);
  }

  @Test
  void whatAlertsAndQueriesNameIsThere() {
    String examples = page.substring(page.indexOf("## Alerts"));
    Set<String> named =
        SERIES
            .matcher(examples)
            .results()
            .map(series -> series.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(5);
    assertThat(exposition.types().keySet()).containsAll(named);
  }

  /** As promtool check metrics does: what it calls a mistake is none here. */
  @Test
  void namesFollowPrometheusConventions() {
    exposition
        .types()
        .forEach(
            (name, type) -> {
              assertThat(exposition.helps()).as(name).containsKey(name);
              assertThat(name).matches("pixiecore_[a-z]+(_[a-z]+)*");
              assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
              assertThat(name)
                  .as("base units, and no type in the name")
                  .doesNotContainPattern("milliseconds|minutes|kilobytes|octets|_(gauge|counter)$");
            });
  }
}
