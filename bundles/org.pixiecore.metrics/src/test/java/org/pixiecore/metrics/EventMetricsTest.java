package org.pixiecore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer.Protocol;

class EventMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final EventMetrics metrics = new EventMetrics(registry);

  @Test
  void messagesAreCountedByKindAndPort() {
    metrics.count(Events.discover());
    metrics.count(Events.discover());
    metrics.count(Events.otherOffer());

    assertThat(
            value("pixiecore_dhcp_messages_total{boot=\"true\",message=\"discover\",port=\"67\"}"))
        .isEqualTo(2);
    assertThat(value("pixiecore_dhcp_other_answers_total{boot=\"false\",message=\"offer\"}"))
        .isEqualTo(1);
  }

  @Test
  void answersAndWhatWasInTheWayAreCounted() {
    metrics.count(Events.told(67, BootEvent.Next.BOOT_SERVER));
    metrics.count(Events.told(4011, BootEvent.Next.BOOT_PROGRAM));
    metrics.count(Events.unanswered(BootEvent.Obstacle.NOT_SENT));
    metrics.count(Events.formChanged("menu"));

    assertThat(value("pixiecore_dhcp_answers_total{next=\"boot_server\",port=\"67\"}")).isOne();
    assertThat(value("pixiecore_dhcp_answers_total{next=\"boot_program\",port=\"4011\"}")).isOne();
    assertThat(value("pixiecore_dhcp_unanswered_total{obstacle=\"not_sent\"}")).isOne();
    assertThat(value("pixiecore_dhcp_unanswered_total{obstacle=\"overload\"}")).isZero();
    assertThat(value("pixiecore_answer_form_changes_total{form=\"menu\"}")).isOne();
  }

  @Test
  void bootersAreTimedByNameAndOutcome() {
    metrics.count(Events.asked("api-lab", BooterOutcome.ANSWERED, Duration.ofMillis(80)));
    metrics.count(Events.asked("api-lab", BooterOutcome.LATE, Duration.ofSeconds(10)));

    String answered = "booter=\"api-lab\",outcome=\"answered\"";
    assertThat(value("pixiecore_booter_duration_seconds_sum{" + answered + "}")).isEqualTo(0.08);
    assertThat(value("pixiecore_booter_duration_seconds_bucket{" + answered + ",le=\"0.025\"}"))
        .isZero();
    assertThat(value("pixiecore_booter_duration_seconds_bucket{" + answered + ",le=\"0.1\"}"))
        .isOne();
    assertThat(
            value("pixiecore_booter_duration_seconds_count{booter=\"api-lab\",outcome=\"late\"}"))
        .isOne();
  }

  @Test
  void decisionsAreToldApart() {
    metrics.count(Events.decided(Events.KERNEL));
    metrics.count(
        Events.decided(new BootDecision.Boot(new BootSpec.LocalDisk(), "machines-default")));
    metrics.count(Events.decided(new BootDecision.NotOurs("every booter passed")));
    metrics.count(Events.decided(new BootDecision.Undecided("late")));

    for (String outcome : new String[] {"boot", "local", "not_ours", "undecided"}) {
      assertThat(value("pixiecore_decision_duration_seconds_count{outcome=\"" + outcome + "\"}"))
          .isOne();
    }
    assertThat(value("pixiecore_decision_duration_seconds_count{outcome=\"identify\"}")).isZero();
  }

  @Test
  void transfersCountWhatWasSentAndHowTheyEnded() {
    metrics.count(
        Events.ended(
            Events.transfer(Protocol.HTTP, 5_000_000_000L),
            TransferOutcome.COMPLETE,
            Duration.ofSeconds(40)));
    metrics.count(
        Events.ended(
            Events.transfer(Protocol.HTTP, 7), TransferOutcome.STALLED, Duration.ofSeconds(90)));

    assertThat(value("pixiecore_transfers_total{outcome=\"complete\",protocol=\"http\"}")).isOne();
    assertThat(value("pixiecore_transfers_total{outcome=\"stalled\",protocol=\"http\"}")).isOne();
    assertThat(value("pixiecore_transfers_total{outcome=\"stalled\",protocol=\"tftp\"}")).isZero();
    assertThat(value("pixiecore_transfer_bytes_total{protocol=\"http\"}"))
        .isEqualTo(5_000_000_007.0);
    assertThat(value("pixiecore_transfer_duration_seconds_sum{protocol=\"http\"}"))
        .as("of the one that came to its end")
        .isEqualTo(40);
  }

  @Test
  void aFileThatNobodyMissesIsToldFromOneThatIsMissing() {
    metrics.count(Events.refused(""));
    metrics.count(Events.refused("there is no such file"));
    metrics.count(Events.refused("there is no such file"));

    assertThat(value("pixiecore_files_refused_total{missed=\"false\",protocol=\"tftp\"}")).isOne();
    assertThat(value("pixiecore_files_refused_total{missed=\"true\",protocol=\"tftp\"}"))
        .isEqualTo(2);
  }

  @Test
  void theEndOfABootIsCounted() {
    metrics.count(Events.instructed(Events.KERNEL));
    metrics.count(Events.booting());
    metrics.count(Events.confirmed());

    assertThat(value("pixiecore_instructions_total{outcome=\"boot\"}")).isOne();
    assertThat(value("pixiecore_boots_total")).isOne();
    assertThat(value("pixiecore_boots_confirmed_total")).isOne();
  }

  @Test
  void thereIsAnEndToSeries() {
    for (int i = 0; i < 10 * EventMetrics.MOST_BOOTERS; i++) {
      metrics.count(Events.asked("booter-" + i, BooterOutcome.PASSED, Duration.ofMillis(1)));
      metrics.count(Events.formChanged("form-" + i));
    }

    Exposition exposition = Exposition.of(registry);
    assertThat(exposition.samples().keySet())
        .filteredOn(name -> name.startsWith("pixiecore_booter_duration_seconds_count"))
        .hasSize(EventMetrics.MOST_BOOTERS + 1);
    assertThat(
            exposition.value(
                "pixiecore_booter_duration_seconds_count{booter=\"other\",outcome=\"passed\"}"))
        .isEqualTo(9 * EventMetrics.MOST_BOOTERS);
    assertThat(exposition.samples().keySet())
        .filteredOn(name -> name.startsWith("pixiecore_answer_form_changes_total"))
        .hasSizeLessThan(20);
  }

  @Test
  void noLabelIsWhatAClientSent() {
    Events.all().forEach(metrics::count);

    assertThat(Exposition.of(registry).samples().keySet())
        .noneMatch(name -> name.contains("52:54") || name.contains("passwd"));
  }

  private double value(String sample) {
    return Exposition.of(registry).value(sample);
  }
}
