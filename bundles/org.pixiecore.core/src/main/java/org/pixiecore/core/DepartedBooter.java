package org.pixiecore.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * Keeps the place of a booter that went away, until it is back or is waited for no longer. What it
 * said is void, but a machine that may be its own is not told that it is nobody's, and no booter
 * that ranks lower is asked in its stead:
 *
 * <ul>
 *   <li>A machine that it was booting is brought as far as its script, since firmware that is not
 *       answered within two seconds gives up. The script can wait.
 *   <li>Any other question waits as long as its patience lasts.
 *   <li>Machines that it passed go on to the next booter.
 * </ul>
 */
final class DepartedBooter implements Place {

  /** How many questions wait for its return; a flood of more is answered at once. */
  static final int WAITING = BooterThreads.QUEUE;

  /** How many machines are taken over from one version to the next. */
  private static final int MOST_BOOTING = 10_000;

  private static final Answer AS_FAR_AS_THE_SCRIPT =
      new Answer.Said(Optional.of(new BootSpec.Identify()));
  private static final Answer.Unknown UNKNOWN = new Answer.Unknown("went away a moment ago");

  private final String name;
  private final Rank rank;
  private final Set<MacAddress> booting;
  private final Set<MacAddress> passed;
  private final List<Consumer<Answer>> waiting = new ArrayList<>();
  private boolean left;

  /**
   * Takes the place of a booter.
   *
   * @param lastAnswers of that booter
   * @param bootedBefore what its predecessor was booting; counts where it was not asked itself
   */
  DepartedBooter(
      String name,
      Rank rank,
      Map<MacAddress, Optional<BootSpec>> lastAnswers,
      Set<MacAddress> bootedBefore) {
    this.name = name;
    this.rank = rank;
    this.passed = machines(lastAnswers, Optional::isEmpty);
    Set<MacAddress> its = machines(lastAnswers, DepartedBooter::bootsTheNetwork);
    this.booting =
        Stream.concat(
                its.stream(),
                bootedBefore.stream()
                    .filter(mac -> !lastAnswers.containsKey(mac))
                    .limit(Math.max(0, MOST_BOOTING - its.size())))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The machines that are brought as far as their scripts. */
  Set<MacAddress> booting() {
    return booting;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Rank rank() {
    return rank;
  }

  @Override
  public boolean there() {
    return false;
  }

  @Override
  public void ask(Machine machine, Consumer<Answer> listener) {
    Answer answer = last(machine);
    if (answer != UNKNOWN || !waits(listener)) {
      listener.accept(answer);
    }
  }

  /** At once: a person may look again. */
  @Override
  public void consult(Machine machine, Consumer<Consulted> listener) {
    Answer answer = last(machine);
    Optional<BootSpec> spec = answer instanceof Answer.Said said ? said.spec() : Optional.empty();
    listener.accept(
        new Consulted(
            answer, new Opinion(shown(), spec, Optional.of(UNKNOWN.reason()), Optional.empty())));
  }

  @Override
  public Answer last(Machine machine) {
    // by its address, for it may be known from an earlier stage
    MacAddress mac = machine.mac();
    if (booting.contains(mac)) {
      return machine.stage() == BootStage.OFFER ? AS_FAR_AS_THE_SCRIPT : UNKNOWN;
    }
    return passed.contains(mac) ? Answer.NOT_MINE : UNKNOWN;
  }

  @Override
  public void leave() {
    List<Consumer<Answer>> told;
    synchronized (this) {
      left = true;
      told = List.copyOf(waiting);
      waiting.clear();
    }
    told.forEach(listener -> listener.accept(UNKNOWN));
  }

  private synchronized boolean waits(Consumer<Answer> listener) {
    if (left || waiting.size() == WAITING) {
      return false;
    }
    return waiting.add(listener);
  }

  private static boolean bootsTheNetwork(Optional<BootSpec> answer) {
    return answer
        .filter(spec -> !(spec instanceof BootSpec.LocalDisk || spec instanceof BootSpec.Silence))
        .isPresent();
  }

  private static Set<MacAddress> machines(
      Map<MacAddress, Optional<BootSpec>> answers, Predicate<Optional<BootSpec>> which) {
    return answers.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
