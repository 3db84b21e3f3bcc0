package org.pixiecore.core;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Machine;

/** A question that is under way, and everyone who waits for its answer. */
final class Question {

  private final Machine machine;
  private final Set<CompletableFuture<BootDecision>> waiting =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private BootDecision decision;

  Question(Machine machine) {
    this.machine = machine;
  }

  Machine machine() {
    return machine;
  }

  /** Completes the stage with the decision: now if there is one, else when there is. */
  void join(CompletableFuture<BootDecision> stage) {
    synchronized (this) {
      if (decision == null) {
        waiting.add(stage);
        return;
      }
    }
    stage.complete(decision);
  }

  /** Forgets a stage, so that those who ran out of patience do not add up. */
  @SuppressWarnings("CollectionUndefinedEquality") // a set of identities
  synchronized void leave(CompletableFuture<BootDecision> stage) {
    if (decision == null) {
      waiting.remove(stage);
    }
  }

  /** Tells everyone. */
  void decide(BootDecision made) {
    synchronized (this) {
      decision = made;
    }
    // nobody joins or leaves the set any more
    waiting.forEach(stage -> stage.complete(made));
  }
}
