package org.pixiecore.notify;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Confirmed;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.FormChanged;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.TransferBegan;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.Unanswered;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.log.UrlSecrets;

/** What Event Admin is told of an event, by its kind; see docs/events.md. */
final class Postings {

  private record Kind(String topic, BiFunction<BootEvent, Posting, Posting> properties) {}

  private static final Map<Class<?>, Kind> KINDS = kinds();

  private Postings() {}

  /** Empty for an event of a kind that has no topic. */
  static Optional<Posting> of(BootEvent event) {
    return Optional.ofNullable(KINDS.get(event.getClass()))
        .map(
            kind ->
                kind.properties()
                    .apply(
                        event,
                        new Posting(
                            kind.topic(),
                            event.at(),
                            event.client().mac(),
                            event.client().address())));
  }

  /** A change of state: below {@code state/}. */
  static Posting of(StateChange change) {
    MachineBoot boot = change.boot();
    return new Posting(
            "state/" + boot.state().name(), boot.heard(), Optional.of(boot.mac()), boot.address())
        .with("previous", change.previous())
        .with("link", boot.link())
        .with("boots", boot.boots())
        .with("cause", boot.diagnosis().map(Diagnosis::cause))
        .with("problem", boot.diagnosis().map(Diagnosis::problem))
        .with("advice", boot.diagnosis().map(Diagnosis::advice));
  }

  private static Map<Class<?>, Kind> kinds() {
    Map<Class<?>, Kind> kinds = new HashMap<>();
    put(
        kinds,
        Heard.class,
        "HEARD",
        (event, posting) ->
            posting
                .with("message", event.message())
                .with("port", event.port())
                .with("interface", event.interfaceName())
                .with("secs", event.secs())
                .with("server", event.server().map(InetAddress::getHostAddress))
                .with("architecture", event.machine().map(Machine::architecture))
                .with("firmware", event.machine().map(Machine::firmware)));
    put(
        kinds,
        OtherAnswer.class,
        "OTHER_ANSWER",
        (event, posting) ->
            posting
                .with("server", event.server().getHostAddress())
                .with("acknowledges", event.acknowledges())
                .with("givesAddress", event.address())
                .with("boots", event.boots()));
    put(
        kinds,
        BooterAsked.class,
        "BOOTER_ASKED",
        (event, posting) ->
            posting
                .with("booter", event.booter())
                .with("outcome", event.outcome())
                .with("milliseconds", event.took().toMillis())
                .with("reason", event.reason().map(UrlSecrets::mask)));
    put(
        kinds,
        Decided.class,
        "DECIDED",
        (event, posting) ->
            decision(posting, event.decision()).with("milliseconds", event.took().toMillis()));
    put(
        kinds,
        Told.class,
        "TOLD",
        (event, posting) ->
            posting
                .with("port", event.port())
                .with("what", UrlSecrets.mask(event.what()))
                .with("next", event.next())
                .with("server", event.server().getHostAddress()));
    put(
        kinds,
        Unanswered.class,
        "UNANSWERED",
        (event, posting) ->
            posting.with("obstacle", event.obstacle()).with("reason", event.reason()));
    put(
        kinds,
        FormChanged.class,
        "FORM_CHANGED",
        (event, posting) -> posting.with("from", event.from()).with("to", event.to()));
    put(
        kinds,
        TransferBegan.class,
        "TRANSFER_BEGAN",
        (event, posting) -> transfer(posting, event.transfer()));
    put(
        kinds,
        TransferEnded.class,
        "TRANSFER_ENDED",
        (event, posting) ->
            transfer(posting, event.transfer())
                .with("outcome", event.outcome())
                .with("sent", event.transfer().sent().getAsLong())
                .with("milliseconds", event.took().toMillis())
                .with("reason", event.reason()));
    put(
        kinds,
        FileRefused.class,
        "FILE_REFUSED",
        (event, posting) ->
            posting
                .with("protocol", event.protocol())
                .with("name", event.name())
                .with("reason", Optional.of(event.reason()).filter(text -> !text.isEmpty())));
    put(
        kinds,
        Instructed.class,
        "INSTRUCTED",
        (event, posting) ->
            decision(posting.with("instructions", event.instructions()), event.decision()));
    put(
        kinds,
        Booting.class,
        "BOOTING",
        (event, posting) -> posting.with("name", event.name()).with("booter", event.booter()));
    put(
        kinds,
        Confirmed.class,
        "CONFIRMED",
        (event, posting) -> posting.with("booter", event.booter()));
    return kinds;
  }

  private static <E extends BootEvent> void put(
      Map<Class<?>, Kind> kinds,
      Class<E> kind,
      String topic,
      BiFunction<E, Posting, Posting> properties) {
    kinds.put(
        kind, new Kind(topic, (event, posting) -> properties.apply(kind.cast(event), posting)));
  }

  /** Without the command line and the script, which may hold secrets. */
  private static Posting decision(Posting posting, BootDecision decision) {
    if (decision instanceof BootDecision.Boot boot) {
      return posting
          .with("decision", "BOOT")
          .with("booter", boot.booter())
          .with("boots", UrlSecrets.mask(boot.summary()));
    }
    return decision instanceof BootDecision.NotOurs notOurs
        ? posting.with("decision", "NOT_OURS").with("reason", UrlSecrets.mask(notOurs.reason()))
        : posting
            .with("decision", "UNDECIDED")
            .with("reason", UrlSecrets.mask(((BootDecision.Undecided) decision).reason()));
  }

  private static Posting transfer(Posting posting, FileTransfer transfer) {
    posting
        .with("protocol", transfer.protocol())
        .with("name", transfer.name())
        .with("program", transfer.program());
    transfer.size().ifPresent(size -> posting.with("size", size));
    return posting;
  }
}
