package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Download.State;

class FollowedDownloadsTest {

  private final FollowedDownloads followed = new FollowedDownloads("debian");

  @Test
  void onlyThoseOfTheRecipeAreFollowed() {
    look(0, download("debian 12: linux", State.RUNNING), download("debianish: x", State.FAILED));

    assertThat(followed.lines())
        .containsExactly("[##########          ]  50 % of 1.0 KiB debian 12: linux");
    assertThat(followed.ended()).isFalse();
    assertThat(followed.conclusion()).singleElement().asString().contains("It goes on");
  }

  @Test
  void theyHaveEndedWhenNothingComesAfterThem() {
    look(0, download("debian 12: linux", State.COMPLETE));
    look(1, download("debian 12: initrd", State.RUNNING));
    look(2, download("debian 12: initrd", State.COMPLETE));
    assertThat(followed.ended()).isFalse();

    look(5, download("debian 12: initrd", State.COMPLETE));

    assertThat(followed.ended()).isTrue();
    assertThat(followed.conclusion()).singleElement().asString().contains("Everything is here");
  }

  @Test
  void aFailureIsTold() {
    look(0, download("debian: linux", State.FAILED));
    look(3, download("debian: linux", State.FAILED));

    assertThat(followed.ended()).isTrue();
    assertThat(followed.lines()).singleElement().asString().endsWith(", failed: no route");
    assertThat(followed.conclusion())
        .satisfiesExactly(
            line -> assertThat(line).contains("Not all of it"),
            line -> assertThat(line).isEqualTo("  - no route"));
  }

  @Test
  void whereNothingBeginsItEndsAfterAWhile() {
    look(0);
    look(19);
    assertThat(followed.ended()).isFalse();

    look(20);

    assertThat(followed.ended()).isTrue();
    assertThat(followed.conclusion()).singleElement().asString().contains("may be here already");
  }

  private void look(int seconds, Download... downloads) {
    followed.look(List.of(downloads), Duration.ofSeconds(seconds).toNanos());
  }

  private static Download download(String name, State state) {
    return new Download(
        name,
        "http://mirror/",
        OptionalLong.of(1024),
        512,
        state,
        state == State.FAILED ? Optional.of("no route") : Optional.empty());
  }
}
