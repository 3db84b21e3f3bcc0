package org.pixiecore.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

/** Counts each diagnosis once, however often its machine changes while it holds. */
final class DiagnosisMetrics {

  /** Those that are held by fewer machines than this at a time are counted once each. */
  private static final int MOST_MACHINES = 10_000;

  private final Counter diagnoses;
  private final Map<MacAddress, Diagnosis> counted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Diagnosis> eldest) {
          return size() > MOST_MACHINES;
        }
      };

  DiagnosisMetrics(PrometheusRegistry registry) {
    diagnoses =
        Counter.builder()
            .name("pixiecore_diagnoses_total")
            .help("Machines that got no further, by why.")
            .labelNames("cause")
            .register(registry);
    for (Diagnosis.Cause cause : Diagnosis.Cause.values()) {
      diagnoses.initLabelValues(Labels.of(cause));
    }
  }

  /** Takes what changed about a machine. */
  synchronized void changed(MachineBoot boot) {
    if (boot.diagnosis().isEmpty()) {
      counted.remove(boot.mac());
      return;
    }
    Diagnosis found = boot.diagnosis().get();
    Diagnosis before = counted.put(boot.mac(), found);
    if (before == null || before.cause() != found.cause() || !before.at().equals(found.at())) {
      diagnoses.labelValues(Labels.of(found.cause())).inc();
    }
  }
}
