package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final FakeTime time = new FakeTime();
  private final Sessions sessions = new Sessions(time, () -> Duration.ofMinutes(30));

  @Test
  void aSessionIsFoundByItsId() {
    Session session = sessions.open("ada", true);

    assertThat(sessions.use(session.id())).contains(session);
    assertThat(sessions.use("other")).isEmpty();
    assertThat(sessions.use(session.token())).isEmpty();
  }

  @Test
  void noTwoIdsOrTokensAreAlike() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Session session = sessions.open("ada", true);
      assertThat(secrets.add(session.id())).isTrue();
      assertThat(secrets.add(session.token())).isTrue();
    }
    assertThat(secrets).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(40));
  }

  @Test
  void whoDoesNothingIsSignedOut() {
    Session session = sessions.open("ada", true);
    time.pass(Duration.ofMinutes(29));
    assertThat(sessions.use(session.id())).isPresent();
    time.pass(Duration.ofMinutes(29));
    assertThat(sessions.isOpen(session.id())).isTrue();
    time.pass(Duration.ofMinutes(1));

    assertThat(sessions.isOpen(session.id())).isFalse();
    assertThat(sessions.use(session.id())).isEmpty();
  }

  @Test
  void aSessionEndsHoweverOftenItIsUsed() {
    Session session = sessions.open("ada", true);
    for (int i = 0; i < 12 * 3; i++) {
      assertThat(sessions.use(session.id())).isPresent();
      time.pass(Duration.ofMinutes(20));
    }
    assertThat(sessions.use(session.id())).isEmpty();
  }

  @Test
  void whoSignsOutIsOut() {
    Session session = sessions.open("ada", true);
    sessions.close(session.id());

    assertThat(sessions.use(session.id())).isEmpty();
  }

  @Test
  void ofTooManyTheOneUsedLeastRecentlyEnds() {
    Session first = sessions.open("first", true);
    Session second = sessions.open("second", true);
    sessions.use(first.id());
    for (int i = 0; i < 99; i++) {
      sessions.open("more", true);
    }
    assertThat(sessions.isOpen(first.id())).isTrue();
    assertThat(sessions.isOpen(second.id())).isFalse();
  }

  @Test
  void itsTextTellsNoSecret() {
    Session session = sessions.open("ada", false);
    assertThat(session.toString()).doesNotContain(session.id()).doesNotContain(session.token());
  }
}
