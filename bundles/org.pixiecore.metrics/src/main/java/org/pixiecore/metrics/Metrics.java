package org.pixiecore.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ProgramInventory;

/**
 * All figures, from the start of this bundle on. They are held while any of the other bundles is
 * replaced; when this one is, they begin again at zero, which Prometheus knows how to take.
 */
@Component(
    service = {Metrics.class, BootListener.class, BootWatcher.class},
    immediate = true)
public final class Metrics implements BootListener, BootWatcher {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootHistory history;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ProgramInventory programs;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Downloads downloads;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Listening> listening = List.of();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final EventMetrics events = new EventMetrics(registry);
  private final DiagnosisMetrics diagnoses = new DiagnosisMetrics(registry);

  @Activate
  public Metrics() {
    StatusMetrics unused =
        new StatusMetrics(
            registry,
            () -> Optional.ofNullable(history),
            () -> listening,
            () -> Optional.ofNullable(programs),
            () -> Optional.ofNullable(downloads));
    JavaMetrics.register(registry);
  }

  @Override
  public void happened(BootEvent event) {
    events.count(event);
  }

  @Override
  public void changed(MachineBoot boot) {
    diagnoses.changed(boot);
  }

  /** Every figure as it stands now. */
  MetricSnapshots snapshots() {
    return registry.scrape();
  }
}
