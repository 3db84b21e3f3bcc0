package org.pixiecore.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;

/**
 * How the server and its machines stand, asked when Prometheus asks. What is not known now has no
 * figure: a zero would be a lie.
 */
final class StatusMetrics {

  private final PrometheusRegistry registry;

  /** Each supplier gives what is there at the moment. */
  StatusMetrics(
      PrometheusRegistry registry,
      Supplier<Optional<BootHistory>> history,
      Supplier<List<Listening>> listening,
      Supplier<Optional<ProgramInventory>> programs,
      Supplier<Optional<Downloads>> downloads) {
    this.registry = registry;
    gauge(
        "pixiecore_machines",
        "Machines that are known, by how far their last boot has come.",
        callback -> history.get().ifPresent(known -> machines(known, callback)),
        "state");
    gauge(
        "pixiecore_transfers_running",
        "Files that are on their way to machines now.",
        callback -> history.get().ifPresent(known -> transfers(known, callback)),
        "protocol");
    gauge(
        "pixiecore_port_up",
        "Ports that machines ask on: 1 if it is served, 0 if it is not.",
        callback -> ports(listening.get(), callback),
        "purpose",
        "port",
        "on");
    gauge(
        "pixiecore_boot_programs",
        "Uses that a boot program may have here and has.",
        callback ->
            programs
                .get()
                .ifPresent(p -> callback.call(count(p, use -> use.program().isPresent()))));
    gauge(
        "pixiecore_boot_programs_missing",
        "Uses that the configuration asks for and that have no boot program.",
        callback ->
            programs
                .get()
                .ifPresent(
                    p -> callback.call(count(p, use -> use.needed() && use.program().isEmpty()))));
    gauge(
        "pixiecore_downloads",
        "Files that this server fetches or has fetched of late, by how that stands.",
        callback -> downloads.get().ifPresent(known -> downloads(known, callback)),
        "state");
  }

  private void gauge(
      String name, String help, Consumer<GaugeWithCallback.Callback> callback, String... labels) {
    GaugeWithCallback unused =
        GaugeWithCallback.builder()
            .name(name)
            .help(help)
            .labelNames(labels)
            .callback(callback)
            .register(registry);
  }

  private static void machines(BootHistory history, GaugeWithCallback.Callback callback) {
    tell(BootState.class, history.machines().stream().map(boot -> boot.state()), callback);
  }

  private static void transfers(BootHistory history, GaugeWithCallback.Callback callback) {
    tell(
        FileTransfer.Protocol.class,
        history.machines().stream()
            .flatMap(boot -> boot.running().stream())
            .map(FileTransfer::protocol),
        callback);
  }

  private static void downloads(Downloads downloads, GaugeWithCallback.Callback callback) {
    tell(Download.State.class, downloads.downloads().stream().map(Download::state), callback);
  }

  /** How many there are of each, of what there is none too. */
  private static <E extends Enum<E>> void tell(
      Class<E> kind, Stream<E> constants, GaugeWithCallback.Callback callback) {
    Map<E, Integer> counts = new EnumMap<>(kind);
    for (E constant : kind.getEnumConstants()) {
      counts.put(constant, 0);
    }
    constants.forEach(constant -> counts.merge(constant, 1, Integer::sum));
    counts.forEach((constant, count) -> callback.call(count, Labels.of(constant)));
  }

  /** One that is named twice is up if both are: Prometheus takes no series twice. */
  private static void ports(List<Listening> listening, GaugeWithCallback.Callback callback) {
    Map<List<String>, Integer> up = new LinkedHashMap<>();
    for (Listening listener : listening) {
      for (ListeningPort port : listener.ports()) {
        up.merge(
            List.of(port.purpose(), String.valueOf(port.port()), port.on()),
            port.problem().isEmpty() ? 1 : 0,
            Math::min);
      }
    }
    up.forEach((labels, value) -> callback.call(value, labels.toArray(String[]::new)));
  }

  private static int count(ProgramInventory programs, Predicate<ProgramUse> which) {
    return (int) programs.uses().stream().filter(which).count();
  }
}
