package org.pixiecore.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Booter;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.event.Client;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the booters, in the order of their ranks.
 *
 * <p>Each booter has {@linkplain AskedBooter threads of its own}. A question goes from one to the
 * next on their threads, and its answer is delivered on the last one's; if patience ends first, on
 * the timer's. Questions under way are bounded by the booters' queues, those who wait by {@value
 * #WAITING}; whoever comes on top gets at once what is known without asking.
 */
@Component(
    name = CoreSettings.PID,
    service = {BootService.class, BootInquiry.class})
@Designate(ocd = CoreSettings.Editor.class)
public final class RankedBooters implements BootService, BootInquiry {

  private static final Logger LOG = LoggerFactory.getLogger(RankedBooters.class);

  /** How many may wait for answers at the same time. */
  static final int WAITING = 20_000;

  private static final BootDecision NOBODYS = new BootDecision.NotOurs("no booter is for it");

  private static final BootDecision EARLY =
      new BootDecision.Undecided("no booter is for it yet, a moment after the start");

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootEvents bootEvents;

  private final long started = System.nanoTime();
  private final Consumer<BootEvent> events = BootEvents.whileThere(() -> bootEvents);
  private final LiveSettings<CoreSettings> settings;
  private final ScheduledThreadPoolExecutor timer;
  private final Verdict verdict;
  private final SeenMachines seen;
  private final ConcurrentMap<Machine, Question> underWay = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(WAITING);

  /** In the order of asking; replaced as a whole, so that a question sees one state of it. */
  private volatile List<Place> booters = List.of();

  private volatile boolean stopped;

  @Activate
  public RankedBooters(Map<String, Object> properties, @Reference Orders orders) {
    settings = new LiveSettings<>(CoreSettings::read, properties);
    verdict = new Verdict(orders);
    seen = new SeenMachines(settings.current().answersKept());
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("pixiecore-core-timer"));
    timer.setRemoveOnCancelPolicy(true);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      booters.forEach(Place::resize);
      seen.resize(settings.current().answersKept());
      LOG.info("Booters are asked with {}", settings.current());
    }
  }

  @Deactivate
  synchronized void deactivate() {
    stopped = true;
    List<Place> last = booters;
    booters = List.of();
    last.forEach(Place::leave);
    timer.shutdownNow();
    underWay.values().forEach(question -> conclude(question, booters, stopping()));
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      updated = "updatedBooter",
      unbind = "unbindBooter")
  synchronized void bindBooter(Booter booter, Map<String, Object> properties) {
    AskedBooter added = new AskedBooter(booter, properties, settings::current, timer, events);
    for (Place known : booters) {
      if (known instanceof DepartedBooter departed && departed.name().equals(added.name())) {
        added.succeed(departed);
      }
    }
    replace(
        known -> known instanceof DepartedBooter && known.name().equals(added.name()),
        Optional.of(added));
    LOG.info("Booter {} is asked from now on (ranking {})", added.name(), added.rank().ranking());
  }

  synchronized void updatedBooter(Booter booter, Map<String, Object> properties) {
    AskedBooter changed = new AskedBooter(booter, properties, settings::current, timer, events);
    for (Place known : booters) {
      if (known instanceof AskedBooter asked && asked.rank().id() == changed.rank().id()) {
        changed.succeed(asked.departed());
      }
    }
    replace(known -> known.rank().id() == changed.rank().id(), Optional.of(changed));
    LOG.info("Booter {} changed: its earlier answers no longer hold", changed.name());
  }

  synchronized void unbindBooter(Booter booter, Map<String, Object> properties) {
    long id = Rank.of(properties).id();
    for (Place known : booters) {
      if (known instanceof AskedBooter asked && asked.rank().id() == id) {
        depart(asked);
        LOG.info("Booter {} is gone", asked.name());
      }
    }
  }

  @Override
  public CompletionStage<BootDecision> decide(Machine machine, Duration patience) {
    long began = System.nanoTime();
    // reported before whoever asked goes on, and reports what comes of it
    return ask(machine, patience)
        .thenApply(
            decision -> {
              Duration took = Duration.ofNanos(System.nanoTime() - began);
              Client client = Client.of(machine.mac());
              events.accept(new BootEvent.Decided(Instant.now(), client, machine, decision, took));
              return decision;
            });
  }

  private CompletionStage<BootDecision> ask(Machine machine, Duration patience) {
    if (stopped) {
      return CompletableFuture.completedFuture(stopping());
    }
    seen.add(machine);
    Question fresh = new Question(machine);
    Question earlier = underWay.putIfAbsent(machine, fresh);
    Question question = earlier != null ? earlier : fresh;
    CompletableFuture<BootDecision> stage = new CompletableFuture<>();
    boolean waits = patience.compareTo(Duration.ZERO) > 0 && places.tryAcquire();
    if (waits) {
      question.join(stage);
    }
    if (earlier == null) {
      ask(question, booters, 0);
    }
    if (waits) {
      limit(stage, question, patience);
    } else {
      stage.complete(known(machine));
    }
    return stage;
  }

  @Override
  public List<BootInquiry.RankedBooter> booters() {
    return booters.stream().map(Place::shown).toList();
  }

  @Override
  public CompletionStage<Explanation> explain(Machine machine, Duration patience) {
    Explaining explaining = new Explaining(machine, booters, verdict, this::nobodys);
    CompletableFuture<Explanation> explanation = explaining.begin();
    try {
      Future<?> end = timer.schedule(explaining::giveUp, patience.toNanos(), TimeUnit.NANOSECONDS);
      return explanation.whenComplete((explained, failure) -> end.cancel(false));
    } catch (RejectedExecutionException e) {
      explaining.giveUp();
      return explanation;
    }
  }

  @Override
  public Optional<Machine> lastSeen(MacAddress mac) {
    return seen.last(mac);
  }

  @Override
  public List<Machine> seen() {
    return seen.all();
  }

  /** Completes the stage at the end of patience, and tidies up after it whenever it completes. */
  private void limit(CompletableFuture<BootDecision> stage, Question question, Duration patience) {
    if (stage.isDone()) {
      places.release();
      return;
    }
    Future<?> end;
    try {
      end =
          timer.schedule(
              () -> stage.complete(known(question.machine())),
              patience.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      places.release();
      stage.complete(stopping());
      return;
    }
    CompletionStage<BootDecision> unused =
        stage.whenComplete(
            (decision, failure) -> {
              end.cancel(false);
              question.leave(stage);
              places.release();
            });
  }

  private void ask(Question question, List<Place> order, int next) {
    if (next == order.size()) {
      conclude(question, order, nobodys(question.machine()));
      return;
    }
    Place booter = order.get(next);
    booter.ask(
        question.machine(),
        answer ->
            verdict
                .on(question.machine(), booter.name(), answer)
                .ifPresentOrElse(
                    decision -> conclude(question, order, decision),
                    () -> ask(question, order, next + 1)));
  }

  private void conclude(Question question, List<Place> order, BootDecision decision) {
    if (order != booters) {
      // a booter came, changed or went while the question was under way
      ask(question, booters, 0);
      return;
    }
    underWay.remove(question.machine(), question);
    question.decide(stopped ? stopping() : decision);
  }

  /** The decision from what is known without asking. */
  private BootDecision known(Machine machine) {
    for (Place booter : booters) {
      Optional<BootDecision> decision = verdict.on(machine, booter.name(), booter.last(machine));
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return stopped ? stopping() : nobodys(machine);
  }

  /**
   * What comes of it when every booter passed. A machine that asks for its script was somebody's:
   * when this server has just started, its booter may be about to come.
   */
  private BootDecision nobodys(Machine machine) {
    boolean early = System.nanoTime() - started < settings.current().booterReturn().toNanos();
    return early && machine.stage() == BootStage.SCRIPT ? EARLY : NOBODYS;
  }

  private void depart(AskedBooter asked) {
    Predicate<Place> itself = known -> known == asked;
    if (booters.stream().anyMatch(other -> other != asked && other.name().equals(asked.name()))) {
      // its next version came before it went
      replace(itself, Optional.empty());
      return;
    }
    DepartedBooter departed = asked.departed();
    replace(itself, Optional.of(departed));
    waitForReturn(departed);
  }

  private void waitForReturn(DepartedBooter departed) {
    try {
      Future<?> unused =
          timer.schedule(
              () -> drop(departed),
              settings.current().booterReturn().toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Booter {} is not waited for at the end", departed.name());
    }
  }

  private synchronized void drop(DepartedBooter departed) {
    replace(known -> known == departed, Optional.empty());
  }

  private void replace(Predicate<Place> which, Optional<Place> by) {
    List<Place> before = booters;
    List<Place> after = new ArrayList<>(before);
    after.removeIf(which);
    by.ifPresent(after::add);
    after.sort(Comparator.comparing(Place::rank));
    // only then the farewell: the questions that it ends must find the new order
    booters = List.copyOf(after);
    before.stream().filter(which).forEach(Place::leave);
  }

  private static BootDecision stopping() {
    return new BootDecision.Undecided("Pixiecore's core is stopping");
  }
}
