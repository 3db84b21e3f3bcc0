package org.pixiecore.core;

import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * How booters are asked.
 *
 * @param booterTimeout how long one answer may take before the asking thread is interrupted
 * @param booterThreads how many questions one booter is asked at a time
 * @param booterReturn how long a booter that went away is waited for
 * @param answersKept how many machines' last answers are kept for each booter
 */
record CoreSettings(
    Duration booterTimeout, int booterThreads, Duration booterReturn, int answersKept) {

  static final String PID = "org.pixiecore.core";

  private static final int BOOTER_TIMEOUT_MS = 10_000;
  private static final int BOOTER_THREADS = 4;
  private static final int BOOTER_RETURN_MS = 10_000;
  private static final int ANSWERS_KEPT = 10_000;

  static CoreSettings read(Configuration configuration) {
    return new CoreSettings(
        configuration.milliseconds(
            "booterTimeout", 10, 600_000, Duration.ofMillis(BOOTER_TIMEOUT_MS)),
        configuration.integer("booterThreads", 1, 64, BOOTER_THREADS),
        configuration.milliseconds("booterReturn", 0, 600_000, Duration.ofMillis(BOOTER_RETURN_MS)),
        configuration.integer("answersKept", 100, 1_000_000, ANSWERS_KEPT));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: asking booters",
      description = "How the booters are asked what machines boot")
  @interface Editor {
    @AttributeDefinition(
        name = "Time limit for an answer",
        description =
            "Milliseconds that one booter may take to answer about one machine. Then it is"
                + " interrupted, and its last answer about that machine serves.",
        min = "10",
        max = "600000")
    int booterTimeout() default BOOTER_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Threads for each booter",
        description =
            "How many machines one booter is asked about at the same time. A booter that hangs"
                + " holds up its own questions, and no other booter's.",
        min = "1",
        max = "64")
    int booterThreads() default BOOTER_THREADS;

    @AttributeDefinition(
        name = "Wait for a booter's return",
        description =
            "Milliseconds for which a booter that went away, to be updated or restarted, is waited"
                + " for. Machines that it was booting meanwhile ask again instead of giving up. For as"
                + " long after the start, machines whose booter has not come yet do so too.",
        min = "0",
        max = "600000")
    int booterReturn() default BOOTER_RETURN_MS;

    @AttributeDefinition(
        name = "Answers kept",
        description =
            "For how many machines each booter's last answer is kept, to serve while the booter is"
                + " slow or fails.",
        min = "100",
        max = "1000000")
    int answersKept() default ANSWERS_KEPT;
  }
}
