package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;

/** Keeps what is told. */
final class RecordedEvents implements BootEvents {

  private final BlockingQueue<BootEvent> events = new LinkedBlockingQueue<>();

  /** Reports that tell of it here. */
  BootReports reports() {
    BootReports reports = new BootReports();
    reports.bootEvents = this;
    return reports;
  }

  @Override
  public void report(BootEvent event) {
    events.add(event);
  }

  /** The next one, which is of that kind. */
  <E extends BootEvent> E next(Class<E> kind) throws InterruptedException {
    BootEvent event = events.poll(20, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(kind);
    return kind.cast(event);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
