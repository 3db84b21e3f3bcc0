package org.pixiecore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

class DiagnosisMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final DiagnosisMetrics metrics = new DiagnosisMetrics(registry);

  @Test
  void aDiagnosisIsCountedOnceHoweverOftenItsMachineChanges() {
    MachineBoot stuck = boot(1, Optional.of(diagnosis(Diagnosis.Cause.PROGRAM_STALLED, 0)));
    metrics.changed(stuck);
    metrics.changed(stuck);
    metrics.changed(boot(2, Optional.of(diagnosis(Diagnosis.Cause.PROGRAM_STALLED, 0))));

    assertThat(counted("program_stalled")).isEqualTo(2);
    assertThat(counted("no_address")).isZero();
  }

  @Test
  void anotherOneOfTheSameMachineIsCountedToo() {
    metrics.changed(boot(1, Optional.of(diagnosis(Diagnosis.Cause.PROGRAM_STALLED, 0))));
    metrics.changed(boot(1, Optional.of(diagnosis(Diagnosis.Cause.NO_ADDRESS, 0))));
    metrics.changed(boot(1, Optional.of(diagnosis(Diagnosis.Cause.NO_ADDRESS, 60))));
    metrics.changed(boot(1, Optional.empty()));
    metrics.changed(boot(1, Optional.of(diagnosis(Diagnosis.Cause.NO_ADDRESS, 60))));

    assertThat(counted("program_stalled")).isEqualTo(1);
    assertThat(counted("no_address")).isEqualTo(3);
  }

  private double counted(String cause) {
    return Exposition.of(registry).value("pixiecore_diagnoses_total{cause=\"" + cause + "\"}");
  }

  private static Diagnosis diagnosis(Diagnosis.Cause cause, int seconds) {
    Instant at = Events.NOON.plusSeconds(seconds);
    return new Diagnosis(cause, at, ChainLink.PROGRAM, "It stopped.", "Look at the cable.");
  }

  private static MachineBoot boot(int mac, Optional<Diagnosis> diagnosis) {
    return boot(mac, diagnosis, BootState.STUCK, List.of());
  }

  static MachineBoot boot(
      int mac, Optional<Diagnosis> diagnosis, BootState state, List<FileTransfer> running) {
    return new MachineBoot(
        new MacAddress(mac),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        state,
        ChainLink.PROGRAM,
        Events.NOON,
        Events.NOON,
        Optional.empty(),
        running,
        List.of(),
        0,
        diagnosis);
  }
}
