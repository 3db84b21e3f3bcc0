package org.pixiecore.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Confirmed;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.FormChanged;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.BootEvent.Unanswered;
import org.pixiecore.api.event.FileTransfer;

/**
 * Counts what happens to machines. No label is a machine, an address or a text that a client sent:
 * a network has no end of those.
 */
final class EventMetrics {

  /** More booters than anybody has. */
  static final int MOST_BOOTERS = 64;

  /** Answer forms are few; this is for those that are yet to come. */
  private static final int MOST_FORMS = 16;

  // from an answer out of memory to what ends a question, 10 s unless configured otherwise
  private static final double[] QUESTION_SECONDS = {
    0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  // from a boot program by a fast network to an image of gigabytes by a slow one
  private static final double[] TRANSFER_SECONDS = {0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1200};

  private final PrometheusRegistry registry;
  private final Map<Class<?>, Consumer<BootEvent>> counters = new HashMap<>();

  EventMetrics(PrometheusRegistry registry) {
    this.registry = registry;
    requests();
    answers();
    booters();
    transfers();
    boots();
  }

  /** Counts an event, if it is of a kind that is counted. */
  void count(BootEvent event) {
    Consumer<BootEvent> counter = counters.get(event.getClass());
    if (counter != null) {
      counter.accept(event);
    }
  }

  private void requests() {
    Counter heard =
        counter(
            "pixiecore_dhcp_messages_total",
            "DHCP messages of machines that came in, by kind and port; boot tells those that ask"
                + " to boot.",
            "message",
            "port",
            "boot");
    on(
        Heard.class,
        event ->
            heard
                .labelValues(
                    Labels.of(event.message()),
                    String.valueOf(event.port()),
                    String.valueOf(event.machine().isPresent()))
                .inc());
    Counter others =
        counter(
            "pixiecore_dhcp_other_answers_total",
            "Answers to machines that were overheard from other DHCP servers, or gave an address"
                + " here; boot tells those that say what to boot.",
            "message",
            "boot");
    on(
        OtherAnswer.class,
        event ->
            others
                .labelValues(event.acknowledges() ? "ack" : "offer", String.valueOf(event.boots()))
                .inc());
  }

  private void answers() {
    Counter told =
        counter(
            "pixiecore_dhcp_answers_total",
            "Machines' DHCP messages that were answered, by the port on which they came and what"
                + " the machine is to load next.",
            "port",
            "next");
    on(
        Told.class,
        event -> told.labelValues(String.valueOf(event.port()), Labels.of(event.next())).inc());
    Counter unanswered =
        counter(
            "pixiecore_dhcp_unanswered_total",
            "Machines' DHCP messages that this server could not answer, by what was in the way.",
            "obstacle");
    initialize(unanswered, Obstacle.values());
    on(Unanswered.class, event -> unanswered.labelValues(Labels.of(event.obstacle())).inc());
    Counter forms =
        counter(
            "pixiecore_answer_form_changes_total",
            "Machines that got no further and are answered in another form since, by that form.",
            "form");
    BoundedLabel known = new BoundedLabel(MOST_FORMS);
    on(FormChanged.class, event -> forms.labelValues(known.of(event.to())).inc());
  }

  private void booters() {
    BoundedLabel known = new BoundedLabel(MOST_BOOTERS);
    Histogram asked =
        seconds(
            "pixiecore_booter_duration_seconds",
            "How long booters took to answer about a machine, by booter and outcome.",
            QUESTION_SECONDS,
            "booter",
            "outcome");
    on(
        BooterAsked.class,
        event ->
            asked
                .labelValues(known.of(event.booter()), Labels.of(event.outcome()))
                .observe(inSeconds(event.took())));
    Histogram decided =
        seconds(
            "pixiecore_decision_duration_seconds",
            "How long it took to decide what a machine boots, by what came of it.",
            QUESTION_SECONDS,
            "outcome");
    for (String outcome : Labels.DECISIONS) {
      decided.initLabelValues(outcome);
    }
    on(
        Decided.class,
        event -> decided.labelValues(Labels.of(event.decision())).observe(inSeconds(event.took())));
  }

  private void transfers() {
    Counter transfers =
        counter(
            "pixiecore_transfers_total",
            "Transfers of files to machines that ended, by protocol and outcome.",
            "protocol",
            "outcome");
    Counter octets =
        counter(
            "pixiecore_transfer_bytes_total",
            "Octets that went to machines, counted when their transfer ends.",
            "protocol");
    Histogram took =
        seconds(
            "pixiecore_transfer_duration_seconds",
            "How long transfers took that sent the whole file.",
            TRANSFER_SECONDS,
            "protocol");
    Counter refused =
        counter(
            "pixiecore_files_refused_total",
            "Files that were asked for and not sent; missed is false where clients look for them"
                + " on the chance.",
            "protocol",
            "missed");
    for (FileTransfer.Protocol protocol : FileTransfer.Protocol.values()) {
      String label = Labels.of(protocol);
      for (TransferOutcome outcome : TransferOutcome.values()) {
        transfers.initLabelValues(label, Labels.of(outcome));
      }
      octets.initLabelValues(label);
      took.initLabelValues(label);
      refused.initLabelValues(label, "true");
      refused.initLabelValues(label, "false");
    }
    on(
        TransferEnded.class,
        event -> {
          String protocol = Labels.of(event.transfer().protocol());
          transfers.labelValues(protocol, Labels.of(event.outcome())).inc();
          octets.labelValues(protocol).inc(event.transfer().sent().getAsLong());
          if (event.outcome() == TransferOutcome.COMPLETE) {
            took.labelValues(protocol).observe(inSeconds(event.took()));
          }
        });
    on(
        FileRefused.class,
        event ->
            refused
                .labelValues(Labels.of(event.protocol()), String.valueOf(!event.reason().isEmpty()))
                .inc());
  }

  private void boots() {
    Counter instructed =
        counter(
            "pixiecore_instructions_total",
            "Scripts and configurations that loaders on machines were given, by what they say.",
            "outcome");
    for (String outcome : Labels.DECISIONS) {
      instructed.initLabelValues(outcome);
    }
    on(Instructed.class, event -> instructed.labelValues(Labels.of(event.decision())).inc());
    Counter booting =
        counter("pixiecore_boots_total", "Machines that said that they start what they loaded.");
    on(Booting.class, event -> booting.inc());
    Counter confirmed =
        counter(
            "pixiecore_boots_confirmed_total",
            "Orders to boot something once that machines confirmed.");
    on(Confirmed.class, event -> confirmed.inc());
  }

  private <E extends BootEvent> void on(Class<E> kind, Consumer<E> count) {
    counters.put(kind, event -> count.accept(kind.cast(event)));
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram seconds(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(registry);
  }

  /** So that the first one is an increase from zero, and not a series that appears. */
  private static void initialize(Counter counter, Enum<?>[] labels) {
    for (Enum<?> label : labels) {
      counter.initLabelValues(Labels.of(label));
    }
  }

  private static double inSeconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
