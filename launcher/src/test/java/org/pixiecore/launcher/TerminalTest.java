package org.pixiecore.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T08:05:09.007Z"), ZoneId.of("Europe/Berlin"));

  @Test
  void aLineIsPlain() {
    assertThat(said(false)).isEqualTo("Ready" + System.lineSeparator());
  }

  @Test
  void orItShowsWhenItWasWrittenAsTheLogDoes() {
    assertThat(said(true)).isEqualTo("2026-11-21T09:05:09,007 Ready" + System.lineSeparator());
  }

  private static String said(boolean timestamps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Terminal(new PrintStream(out, true, UTF_8), CLOCK, timestamps).say("Ready");
    return out.toString(UTF_8);
  }
}
