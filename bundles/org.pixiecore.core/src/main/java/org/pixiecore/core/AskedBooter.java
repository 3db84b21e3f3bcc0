package org.pixiecore.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Booter;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.core.BooterThreads.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A booter from one change of it to the next: asked on threads of its own, with its last answers.
 * When its service changes, a new one of these takes its place, and what the old one knew is void.
 */
final class AskedBooter implements Place {

  private static final Logger LOG = LoggerFactory.getLogger(AskedBooter.class);

  private final Booter booter;
  private final String name;
  private final Rank rank;
  private final Supplier<CoreSettings> settings;
  private final Consumer<BootEvent> events;
  private final BooterThreads threads;
  private final Optional<Duration> lastAnswerServes;
  private final Cache<MacAddress, Heard> lastAnswers;
  private volatile Set<MacAddress> bootedBefore = Set.of();
  private final AtomicLong questions = new AtomicLong();
  private final LogLimit warnings = new LogLimit(1, Duration.ofMinutes(1), System::nanoTime);

  /**
   * What it said about a machine.
   *
   * @param question the latest that was answered, counted as they were asked
   * @param at when it answered last, as {@link System#nanoTime()}
   */
  private record Heard(LastAnswers answers, long question, long at) {

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - at >= age.toNanos();
    }
  }

  /**
   * @param events is told of each answer, before whoever asked
   */
  AskedBooter(
      Booter booter,
      Map<String, ?> properties,
      Supplier<CoreSettings> settings,
      ScheduledExecutorService timer,
      Consumer<BootEvent> events) {
    this.booter = booter;
    this.name = nameOf(booter, properties);
    this.rank = Rank.of(properties);
    this.lastAnswerServes = lastAnswerServes(properties);
    this.settings = settings;
    this.events = events;
    this.threads = new BooterThreads(name, settings, timer);
    this.lastAnswers =
        Caffeine.newBuilder()
            .maximumSize(settings.get().answersKept())
            .executor(Runnable::run)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Rank rank() {
    return rank;
  }

  @Override
  public boolean there() {
    return true;
  }

  /** Asks on one of this booter's threads; only if there is no place, answers on this one. */
  @Override
  public void ask(Machine machine, Consumer<Answer> listener) {
    long question = questions.incrementAndGet();
    long began = System.nanoTime();
    threads.call(
        () -> {
          Optional<BootSpec> spec = bootSpec(machine);
          // here, so that also what comes too late for this question is good for the next
          remember(machine, spec, question);
          return spec;
        },
        outcome -> {
          report(machine, outcome, Duration.ofNanos(System.nanoTime() - began));
          listener.accept(answer(machine, outcome));
        });
  }

  @Override
  public void consult(Machine machine, Consumer<Consulted> listener) {
    threads.call(
        () -> bootSpec(machine),
        outcome -> {
          if (outcome instanceof Outcome.Returned<Optional<BootSpec>> returned) {
            reason(
                machine,
                reason ->
                    listener.accept(
                        new Consulted(
                            new Answer.Said(returned.value()),
                            new Opinion(shown(), returned.value(), Optional.empty(), reason))));
          } else if (outcome instanceof Outcome.Failed<Optional<BootSpec>> failed) {
            listener.accept(silent(machine, failed.reason()));
          }
        });
  }

  @Override
  public Answer last(Machine machine) {
    // an offer commits to nothing, so what is old is better there than a firmware that gives up
    Optional<Answer.Said> last =
        machine.stage() == BootStage.OFFER
            ? heard(machine).flatMap(heard -> heard.answers().serving(machine))
            : serving(machine);
    return last.<Answer>map(said -> said)
        .orElseGet(() -> new Answer.Unknown("has not answered yet"));
  }

  @Override
  public void resize() {
    threads.resize();
    lastAnswers
        .policy()
        .eviction()
        .ifPresent(limit -> limit.setMaximum(settings.get().answersKept()));
  }

  @Override
  public void leave() {
    threads.leave();
  }

  /** What stays in its place when its service goes away. */
  DepartedBooter departed() {
    return new DepartedBooter(
        name,
        rank,
        lastAnswers.asMap().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().answers().latest().flatMap(LastAnswers.Entry::spec))),
        bootedBefore);
  }

  /** Takes over from its predecessor what to do for machines that it is not asked about itself. */
  void succeed(DepartedBooter predecessor) {
    bootedBefore = predecessor.booting();
  }

  private static String nameOf(Booter booter, Map<String, ?> properties) {
    Object name = properties.get(Booter.NAME);
    if (name == null) {
      // of components that several configurations make, each has its own
      name = properties.get("service.pid");
    }
    if (name == null) {
      name = properties.get("component.name");
    }
    return name != null ? name.toString() : booter.getClass().getName();
  }

  private static Optional<Duration> lastAnswerServes(Map<String, ?> properties) {
    // a value of any other type counts as none, as with the ranking
    return properties.get(Booter.LAST_ANSWER_SECONDS) instanceof Integer seconds && seconds >= 0
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }

  private Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException {
    return Objects.requireNonNull(
        booter.bootSpec(machine),
        "bootSpec returned null, where Optional.empty() means \"not mine\"");
  }

  /** But not that it left, by which it said nothing of the machine: its next version is asked. */
  private void report(Machine machine, Outcome<Optional<BootSpec>> outcome, Duration took) {
    if (outcome instanceof Outcome.Returned<Optional<BootSpec>> returned) {
      boolean answered = returned.value().isPresent();
      report(
          machine,
          answered ? BooterOutcome.ANSWERED : BooterOutcome.PASSED,
          took,
          Optional.empty());
    } else if (outcome instanceof Outcome.Failed<Optional<BootSpec>> failed && !threads.left()) {
      report(
          machine,
          failed.late() ? BooterOutcome.LATE : BooterOutcome.FAILED,
          took,
          failed.late()
              ? Optional.empty()
              : failed.cause().map(BooterThreads::words).or(() -> Optional.of(failed.reason())));
    }
  }

  private void report(
      Machine machine, BooterOutcome outcome, Duration took, Optional<String> reason) {
    events.accept(
        new BootEvent.BooterAsked(
            Instant.now(), Client.of(machine.mac()), name, outcome, took, reason));
  }

  /** Its reason in its own words, or why it gives none. */
  private void reason(Machine machine, Consumer<Optional<String>> listener) {
    threads.call(
        () -> booter.reason(machine),
        outcome -> {
          if (outcome instanceof Outcome.Returned<Optional<String>> returned) {
            // a booter is others' code
            listener.accept(Objects.requireNonNullElse(returned.value(), Optional.empty()));
          } else if (outcome instanceof Outcome.Failed<Optional<String>> failed) {
            listener.accept(Optional.of("asked why, it " + failed.reason()));
          }
        });
  }

  /** Unless it comes so late that a later question about the machine is answered already. */
  private void remember(Machine machine, Optional<BootSpec> spec, long question) {
    LastAnswers.Entry entry = new LastAnswers.Entry(machine, spec);
    if (!threads.left() && !isKnown(entry)) {
      long now = System.nanoTime();
      lastAnswers
          .asMap()
          .merge(
              machine.mac(),
              new Heard(LastAnswers.NONE.with(entry), question, now),
              (before, first) ->
                  before.question() > question
                      ? before
                      : new Heard(before.answers().with(entry), question, now));
    }
  }

  /** Whether nothing changes by remembering it: it is the latest, and its age is of no account. */
  private boolean isKnown(LastAnswers.Entry entry) {
    return lastAnswerServes.isEmpty()
        && heard(entry.machine())
            .flatMap(heard -> heard.answers().latest())
            .equals(Optional.of(entry));
  }

  private Optional<Heard> heard(Machine machine) {
    return Optional.ofNullable(lastAnswers.getIfPresent(machine.mac()));
  }

  private Optional<Answer.Said> serving(Machine machine) {
    return heard(machine)
        .filter(heard -> lastAnswerServes.filter(heard::isOlderThan).isEmpty())
        .flatMap(heard -> heard.answers().serving(machine));
  }

  private Consulted silent(Machine machine, String reason) {
    Optional<Answer.Said> serving = serving(machine);
    return new Consulted(
        serving.<Answer>map(said -> said).orElseGet(() -> new Answer.Unknown(reason)),
        new Opinion(
            shown(),
            serving.flatMap(Answer.Said::spec),
            Optional.of(reason + consequence(serving.isPresent())),
            Optional.empty()));
  }

  private Answer answer(Machine machine, Outcome<Optional<BootSpec>> outcome) {
    if (outcome instanceof Outcome.Returned<Optional<BootSpec>> returned) {
      return new Answer.Said(returned.value());
    }
    Outcome.Failed<Optional<BootSpec>> failed = (Outcome.Failed<Optional<BootSpec>>) outcome;
    if (threads.left()) {
      return new Answer.Unknown(failed.reason());
    }
    Optional<Answer.Said> serving = serving(machine);
    warn(machine, failed, serving.isPresent());
    return serving.<Answer>map(said -> said).orElseGet(() -> new Answer.Unknown(failed.reason()));
  }

  private void warn(Machine machine, Outcome.Failed<?> failed, boolean lastServes) {
    String what = failed.reason() + consequence(lastServes);
    OptionalLong heldBack = warnings.permit();
    if (heldBack.isEmpty()) {
      LOG.debug("{}: booter {} {}", machine, name, what, failed.cause().orElse(null));
      return;
    }
    LOG.warn(
        "{}: booter {} {}.{}",
        machine,
        name,
        what,
        heldBack.getAsLong() == 0
            ? ""
            : " (" + heldBack.getAsLong() + " more like this since the last such line)");
    LOG.debug("booter {}", name, failed.cause().orElse(null));
  }

  private static String consequence(boolean lastServes) {
    return lastServes ? "; its last answer serves" : "; the machine is left to ask again";
  }
}
