package org.pixiecore.itests;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Interrupts a test that takes too long, and fails it. It stays in its thread, other than with
 * JUnit's Timeout: so it puts away what it started before the next test begins, and what it makes
 * bundles start is in no thread group that ends with it.
 */
final class Deadline implements TestRule {

  /** For the longest, fifty swaps while machines boot, on a machine that has much else to do. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public Statement apply(Statement base, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        keep(base, description.getDisplayName());
      }
    };
  }

  private static void keep(Statement test, String name) throws Throwable {
    AtomicReference<AssertionError> missed = new AtomicReference<>();
    Timer timer = new Timer("deadline", true);
    timer.schedule(interrupt(Thread.currentThread(), name, missed), LIMIT.toMillis());
    Throwable failure = null;
    try {
      test.evaluate();
    } catch (Throwable e) {
      failure = e;
    } finally {
      timer.cancel();
    }
    AssertionError late = missed.get();
    if (late == null && failure != null) {
      throw failure;
    }
    if (late != null) {
      if (failure != null) {
        late.addSuppressed(failure);
      }
      throw late;
    }
  }

  private static TimerTask interrupt(
      Thread test, String name, AtomicReference<AssertionError> missed) {
    return new TimerTask() {
      @Override
      public void run() {
        AssertionError late = new AssertionError(name + " takes longer than " + LIMIT);
        late.setStackTrace(test.getStackTrace());
        missed.set(late);
        test.interrupt();
      }
    };
  }
}
