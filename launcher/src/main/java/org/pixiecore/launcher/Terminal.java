package org.pixiecore.launcher;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Says what the launcher has to say, in lines that look like the log's beside them. */
final class Terminal {

  /** What Log4j calls ISO8601. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss,SSS ");

  private final PrintStream out;
  private final Clock clock;
  private final boolean timestamps;

  /**
   * Says it there.
   *
   * @param timestamps whether each line shows when it was written, in the clock's time zone
   */
  Terminal(PrintStream out, Clock clock, boolean timestamps) {
    this.out = out;
    this.clock = clock;
    this.timestamps = timestamps;
  }

  void say(String line) {
    out.println((timestamps ? TIMESTAMP.format(LocalDateTime.now(clock)) : "") + line);
  }
}
