package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.config.Configuration;

class CourierTest {

  private static final WebhookSettings SETTINGS =
      WebhookSettings.read(new Configuration(Map.of("queue", "2", "url", "http://h/")));

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Courier courier =
      new Courier(
          "webhook-lab",
          () -> SETTINGS,
          this::send,
          new RetrySchedule(Duration.ofMillis(1), () -> 1),
          System::nanoTime);

  @BeforeEach
  void start() {
    courier.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    courier.stop();
  }

  @Test
  void whileAReceiverHangsOnlySoManyWait() throws Exception {
    add("1");
    assertThat(next()).isEqualTo("1");
    for (String id : new String[] {"2", "3", "4", "5"}) {
      add(id);
    }
    assertThat(courier.waiting()).isEqualTo(2);
    release.countDown();

    assertThat(next()).isEqualTo("4");
    assertThat(next()).isEqualTo("5");
  }

  @Test
  void whatIsUnderWayGoesToItsEndAndNothingFollowsIt() throws Exception {
    add("1");
    assertThat(next()).isEqualTo("1");
    add("2");
    courier.stop();
    add("3");

    assertThat(courier.waiting()).isZero();
    assertThat(sent).isEmpty();
  }

  private Outcome send(Notification notification, WebhookSettings settings)
      throws InterruptedException {
    sent.add(notification.id());
    release.await();
    return new Outcome.Delivered();
  }

  private void add(String id) {
    courier.add(new Notification(id, Boots.MAC, "{}"));
  }

  private String next() throws InterruptedException {
    return sent.poll(20, TimeUnit.SECONDS);
  }
}
