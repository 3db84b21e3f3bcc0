package org.pixiecore.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.Machine;

/** An explanation under way: one booter after the other is consulted, as a packet's asks them. */
final class Explaining {

  private static final Answer.Unknown SILENT = new Answer.Unknown("has not answered yet");

  private final Machine machine;
  private final List<Place> order;
  private final Verdict verdict;
  private final Function<Machine, BootDecision> nobodys;
  private final List<Opinion> opinions = new ArrayList<>();
  private final CompletableFuture<Explanation> explanation = new CompletableFuture<>();

  /**
   * @param nobodys what comes of it when every booter passes
   */
  Explaining(
      Machine machine,
      List<Place> order,
      Verdict verdict,
      Function<Machine, BootDecision> nobodys) {
    this.machine = machine;
    this.order = order;
    this.verdict = verdict;
    this.nobodys = nobodys;
  }

  CompletableFuture<Explanation> begin() {
    if (order.isEmpty()) {
      conclude(nobodys.apply(machine));
    } else {
      consult(0);
    }
    return explanation;
  }

  /** Concludes without who is being consulted. */
  synchronized void giveUp() {
    if (!explanation.isDone()) {
      Place asked = order.get(opinions.size());
      heard(
          opinions.size(),
          new Place.Consulted(
              SILENT,
              new Opinion(
                  asked.shown(),
                  Optional.empty(),
                  Optional.of(SILENT.reason()),
                  Optional.empty())));
    }
  }

  private void consult(int place) {
    order.get(place).consult(machine, consulted -> heard(place, consulted));
  }

  /** The next is consulted under the lock, so that giving up finds who is being consulted. */
  private synchronized void heard(int place, Place.Consulted consulted) {
    if (explanation.isDone()) {
      return;
    }
    opinions.add(consulted.opinion());
    Optional<BootDecision> decision =
        verdict.on(machine, order.get(place).name(), consulted.answer());
    if (decision.isPresent()) {
      conclude(decision.get());
    } else if (place + 1 == order.size()) {
      conclude(nobodys.apply(machine));
    } else {
      consult(place + 1);
    }
  }

  private void conclude(BootDecision decision) {
    explanation.complete(new Explanation(machine, opinions, decision));
  }
}
