package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.pixiecore.api.history.BootState;

class EventPosterTest {

  private final EventPoster poster = new EventPoster();
  private final List<Event> posted = new ArrayList<>();

  @Test
  void everyEventIsPostedInSimpleTypes() {
    poster.eventAdmin = new Recorder(posted);
    Events.all().forEach(poster::happened);

    assertThat(posted).hasSize(13);
    assertThat(posted)
        .allSatisfy(
            event -> {
              assertThat(event.getProperty("mac")).isEqualTo("52:54:00:12:34:56");
              assertThat(event.getProperty("address")).isEqualTo("127.0.0.1");
              assertThat(event.getProperty("timestamp")).isEqualTo(Boots.NOON.toEpochMilli());
              for (String name : event.getPropertyNames()) {
                assertThat(event.getProperty(name))
                    .as(name)
                    .isInstanceOfAny(String.class, Long.class, Boolean.class);
              }
            });
    assertThat(posted.get(0).getProperty("port")).isEqualTo(4011L);
    assertThat(posted.get(0).getProperty("message")).isEqualTo("REQUEST");
  }

  @Test
  void noSecretIsPosted() {
    poster.eventAdmin = new Recorder(posted);
    Events.all().forEach(poster::happened);

    for (Event event : posted) {
      for (String name : event.getPropertyNames()) {
        assertThat(event.getProperty(name).toString())
            .as(event.getTopic() + " " + name)
            .doesNotContain(Events.SECRET);
      }
    }
  }

  @Test
  void aStateIsPostedWhenItChanges() {
    poster.eventAdmin = new Recorder(posted);
    poster.changed(Boots.at(BootState.LOADING));
    poster.changed(Boots.at(BootState.LOADING));
    poster.changed(Boots.stuck(Boots.STALLED));

    assertThat(posted)
        .extracting(Event::getTopic)
        .containsExactly("org/pixiecore/boot/state/LOADING", "org/pixiecore/boot/state/STUCK");
    assertThat(posted.get(1).getProperty("previous")).isEqualTo("LOADING");
    assertThat(posted.get(1).getProperty("cause")).isEqualTo("PROGRAM_STALLED");
  }

  @Test
  void withoutEventAdminNothingIsPosted() {
    assertThatCode(() -> Events.all().forEach(poster::happened)).doesNotThrowAnyException();
  }

  /** Keeps what is posted; to send would be to wait for the handlers. */
  private record Recorder(List<Event> posted) implements EventAdmin {
    @Override
    public void postEvent(Event event) {
      posted.add(event);
    }

    @Override
    public void sendEvent(Event event) {
      throw new AssertionError("sent: " + event.getTopic());
    }
  }
}
