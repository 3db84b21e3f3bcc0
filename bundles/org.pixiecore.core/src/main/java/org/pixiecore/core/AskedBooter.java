package org.pixiecore.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A booter from one change of it to the next: asked on threads of its own, with its last answers.
 * When its service changes, a new one of these takes its place, and what the old one knew is void.
 */
final class AskedBooter implements RankedBooter {

  private static final Logger LOG = LoggerFactory.getLogger(AskedBooter.class);

  /** How many machines' questions wait for a thread; a flood of more is turned away. */
  static final int QUEUE = 1000;

  private final Booter booter;
  private final String name;
  private final Rank rank;
  private final Supplier<CoreSettings> settings;
  private final ScheduledExecutorService timer;
  private final ThreadPoolExecutor threads;
  private final Cache<Machine, Optional<BootSpec>> lastAnswers;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final LogLimit warnings = new LogLimit(1, Duration.ofMinutes(1), System::nanoTime);
  private volatile boolean left;

  AskedBooter(
      Booter booter,
      Map<String, ?> properties,
      Supplier<CoreSettings> settings,
      ScheduledExecutorService timer) {
    this.booter = booter;
    this.name = nameOf(booter, properties);
    this.rank = Rank.of(properties);
    this.settings = settings;
    this.timer = timer;
    int size = settings.get().booterThreads();
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            DaemonThreads.named("pixiecore-booter-" + name));
    threads.allowCoreThreadTimeOut(true);
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

  /**
   * Asks about a machine.
   *
   * @param listener called exactly once: on a thread of this booter's or the timer's, or on the
   *     calling one if the booter cannot be asked
   */
  @Override
  public void ask(Machine machine, Consumer<Answer> listener) {
    Call call = new Call(machine, listener);
    calls.add(call);
    try {
      threads.execute(call);
    } catch (RejectedExecutionException e) {
      call.fail("is asked about too many machines at once", null);
    }
  }

  @Override
  public Answer last(Machine machine) {
    Optional<BootSpec> last = lastAnswers.getIfPresent(machine);
    return last != null ? new Answer.Said(last) : new Answer.Unknown("has not answered yet");
  }

  @Override
  public void resize() {
    CoreSettings now = settings.get();
    // the core size may never be above the maximum
    threads.setCorePoolSize(Math.min(now.booterThreads(), threads.getCorePoolSize()));
    threads.setMaximumPoolSize(now.booterThreads());
    threads.setCorePoolSize(now.booterThreads());
    lastAnswers.policy().eviction().ifPresent(limit -> limit.setMaximum(now.answersKept()));
  }

  @Override
  public void leave() {
    left = true;
    // not shutdownNow: it interrupts also those threads that are answering machines
    threads.shutdown();
    threads.getQueue().clear();
    for (Call call : calls) {
      call.settle(new Answer.Unknown("changed or went away"));
      call.interrupt();
    }
  }

  /** What stays in its place when its service goes away. */
  DepartedBooter departed() {
    return new DepartedBooter(name, rank, lastAnswers.asMap());
  }

  private static String nameOf(Booter booter, Map<String, ?> properties) {
    Object name = properties.get(Booter.NAME);
    if (name == null) {
      name = properties.get("component.name");
    }
    return name != null ? name.toString() : booter.getClass().getName();
  }

  /** One call of the booter. */
  private final class Call implements Runnable {

    private final Machine machine;
    private final Consumer<Answer> listener;
    private Thread runner;

    Call(Machine machine, Consumer<Answer> listener) {
      this.machine = machine;
      this.listener = listener;
    }

    @Override
    public void run() {
      if (begin()) {
        Runnable outcome = callBooter(settings.get().booterTimeout());
        end();
        outcome.run();
      }
    }

    /** What is to be done about the booter's answer, which is nothing that an alarm may disturb. */
    private Runnable callBooter(Duration limit) {
      Future<?> alarm;
      try {
        alarm = timer.schedule(() -> expire(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        return () -> fail("is no longer asked", null);
      }
      try {
        Optional<BootSpec> spec = booter.bootSpec(machine);
        return () -> succeed(spec);
      } catch (InterruptedException e) {
        return () -> fail("was interrupted", e);
      } catch (Throwable e) {
        // whatever a booter throws, an Error of a broken bundle too, is its failure and not ours
        return () -> fail("failed: " + new OneLine(UrlSecrets.mask(e.toString())), e);
      } finally {
        alarm.cancel(false);
      }
    }

    /** False if the booter has left meanwhile, and the call is answered. */
    private synchronized boolean begin() {
      if (left) {
        return false;
      }
      runner = Thread.currentThread();
      return true;
    }

    /** Takes the thread out of reach, with an interrupt that was meant for the booter. */
    private synchronized void end() {
      runner = null;
      Thread.interrupted();
    }

    /** Under the lock, so that the interrupt hits this call of the booter and nothing after it. */
    synchronized void interrupt() {
      if (runner != null) {
        runner.interrupt();
      }
    }

    private void expire(Duration limit) {
      fail("did not answer within " + limit.toMillis() + " ms", null);
      interrupt();
    }

    @SuppressWarnings("OptionalAssignedToNull") // a booter is others' code
    private void succeed(Optional<BootSpec> spec) {
      if (spec == null) {
        fail("returned null, where Optional.empty() means \"not mine\"", null);
        return;
      }
      // also when it comes too late for this question: it is good for the next
      if (!left && !spec.equals(lastAnswers.getIfPresent(machine))) {
        lastAnswers.put(machine, spec);
      }
      settle(new Answer.Said(spec));
    }

    private void fail(String reason, Throwable cause) {
      Optional<BootSpec> last = lastAnswers.getIfPresent(machine);
      Answer answer = last != null ? new Answer.Said(last) : new Answer.Unknown(reason);
      if (settle(answer) && !left) {
        warn(reason, last != null, cause);
      }
    }

    private boolean settle(Answer answer) {
      boolean first = calls.remove(this);
      if (first) {
        listener.accept(answer);
      }
      return first;
    }

    private void warn(String reason, boolean lastServes, Throwable cause) {
      String consequence =
          lastServes ? "its last answer serves" : "the machine is left to ask again";
      OptionalLong heldBack = warnings.permit();
      if (heldBack.isEmpty()) {
        LOG.debug("{}: booter {} {}; {}", machine, name, reason, consequence, cause);
        return;
      }
      LOG.warn(
          "{}: booter {} {}; {}.{}",
          machine,
          name,
          reason,
          consequence,
          heldBack.getAsLong() == 0
              ? ""
              : " (" + heldBack.getAsLong() + " more like this since the last such line)");
      LOG.debug("booter {}", name, cause);
    }
  }
}
