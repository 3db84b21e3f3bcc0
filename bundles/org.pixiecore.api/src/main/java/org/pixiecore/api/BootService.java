package org.pixiecore.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Asks the booters. */
@ProviderType
public interface BootService {

  /**
   * What a machine boots. Returns at once; nothing blocks the calling thread.
   *
   * <p>The stage completes, never exceptionally, as soon as the booters have answered; but after
   * {@code patience} at the latest, with the last answer about the machine if there is one, else
   * with {@link BootDecision.Undecided}. The question then goes on by itself, so that the machine's
   * next packet finds the answer.
   *
   * @param patience how long the answer is of use to the caller; not negative
   */
  CompletionStage<BootDecision> decide(Machine machine, Duration patience);
}
