package org.pixiecore.booter.machines;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.Identify;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Machine;

/**
 * How one machine is decided about. Of the groups that select it, the most specific one that says
 * what to boot decides; all of them give variables, and those before it may say once.
 */
final class Deliberation {

  private final Machine machine;
  private final List<Candidate> candidates;
  private final Function<Group.Boots, Profile> profiles;
  private final Path directory;
  private final Map<String, Problem> unread;
  private final Optional<Candidate> decider;

  Deliberation(
      Machine machine,
      List<Candidate> candidates,
      Function<Group.Boots, Profile> profiles,
      Path directory,
      Map<String, Problem> unread) {
    this.machine = machine;
    this.candidates = candidates;
    this.profiles = profiles;
    this.directory = directory;
    this.unread = unread;
    this.decider = first(candidate -> candidate.certain() && candidate.boots());
  }

  /**
   * Decides.
   *
   * @param nobody why no group is for it
   */
  Decision decide(Supplier<String> nobody) {
    Optional<Candidate> unsettled = unsettled();
    if (unsettled.isPresent()) {
      return identify(unsettled.get() + " may be for it, which only iPXE can tell");
    }
    if (!unread.isEmpty() && decider.filter(this::byIdentity).isEmpty()) {
      Problem problem = unread.values().iterator().next();
      return failed(
          "a file has had a mistake since the start, and may say what this machine boots: "
              + problem);
    }
    return decider.isPresent()
        ? boot(decider.get())
        : new Decision(Optional.empty(), Optional.empty(), Optional.empty(), nobody.get());
  }

  private boolean byIdentity(Candidate candidate) {
    return candidate.match().specificity().identities() > 0;
  }

  /** A group that would change what happens, if it were for the machine. */
  private Optional<Candidate> unsettled() {
    return first(
        candidate ->
            !candidate.certain()
                && isBeforeTheDecider(candidate)
                && (candidate.boots() || (decider.isPresent() && saysOnce(candidate))));
  }

  private boolean isBeforeTheDecider(Candidate candidate) {
    return decider.isEmpty() || candidate.compareTo(decider.get()) < 0;
  }

  private Decision boot(Candidate by) {
    Profile profile = profiles.apply(by.group().boots().orElseThrow());
    Optional<Candidate> once =
        first(
            candidate ->
                candidate.compareTo(by) <= 0 && candidate.certain() && saysOnce(candidate));
    Optional<JsonNode> order = once.flatMap(candidate -> candidate.group().once());
    Map<String, Variable> variables = variables();
    Expansion expansion =
        Expansion.of(
            name ->
                Optional.ofNullable(variables.get(name))
                    .map(Variable::value)
                    .or(() -> BuiltIn.value(name, machine)),
            directory);
    try {
      BootSpec spec = expansion.read(profile, order);
      return new Decision(
          Optional.of(spec),
          Optional.empty(),
          ambiguity(by),
          reason(by, profile, once, expansion, variables));
    } catch (ProblemException e) {
      return expansion.missing().stream().anyMatch(this::iPxeMayTell)
          ? identify(by + " needs a variable that only iPXE can tell: " + expansion.missing())
          : failed(by + ": " + e.problem() + missingHint(expansion, variables));
    }
  }

  private boolean iPxeMayTell(String variable) {
    return machine.stage() == BootStage.OFFER
        && (BuiltIn.NAMES.contains(variable)
            || candidates.stream()
                .anyMatch(
                    candidate ->
                        !candidate.certain()
                            && candidate.group().variables().containsKey(variable)));
  }

  private static String missingHint(Expansion expansion, Map<String, Variable> variables) {
    return expansion.missing().stream()
        .findFirst()
        .map(
            name ->
                BuiltIn.NAMES.contains(name)
                    ? "; the machine does not tell it"
                    : ", because no group that selects this machine sets it"
                        + Suggestion.of(name, variables.keySet()))
        .orElse("");
  }

  private Map<String, Variable> variables() {
    Map<String, Variable> variables = new LinkedHashMap<>();
    candidates.stream()
        .filter(Candidate::certain)
        .forEach(candidate -> candidate.group().variables().forEach(variables::putIfAbsent));
    return variables;
  }

  private Optional<String> ambiguity(Candidate by) {
    return first(
            other ->
                other.number() != by.number()
                    && other.certain()
                    && other.boots()
                    && other.asSpecificAs(by)
                    && !profiles
                        .apply(other.group().boots().orElseThrow())
                        .equals(profiles.apply(by.group().boots().orElseThrow())))
        .map(
            other ->
                "%s and %s are equally specific (%s); the first serves"
                    .formatted(by.group(), other.group(), by.match().specificity()));
  }

  private String reason(
      Candidate by,
      Profile profile,
      Optional<Candidate> once,
      Expansion expansion,
      Map<String, Variable> variables) {
    List<String> lines = new ArrayList<>();
    lines.add(by + ": " + profile);
    once.ifPresent(
        candidate ->
            lines.add(
                "once: %s, by %s"
                    .formatted(candidate.group().once().orElseThrow(), candidate.group())));
    List<String> less =
        candidates.stream()
            .filter(candidate -> candidate.compareTo(by) > 0 && candidate.boots())
            .map(Candidate::toString)
            .toList();
    if (!less.isEmpty()) {
      lines.add("before " + String.join("; ", less));
    }
    ambiguity(by).ifPresent(lines::add);
    if (!expansion.used().isEmpty()) {
      lines.add(
          "variables: "
              + String.join(
                  ", ",
                  expansion.used().stream()
                      .map(
                          name ->
                              variables.containsKey(name)
                                  ? variables.get(name).toString()
                                  : name + " (the machine's own)")
                      .toList()));
    }
    return String.join("\n", lines);
  }

  private static boolean saysOnce(Candidate candidate) {
    return candidate.group().once().isPresent();
  }

  private Optional<Candidate> first(Predicate<Candidate> wanted) {
    return candidates.stream().filter(wanted).findFirst();
  }

  private static Decision identify(String reason) {
    return new Decision(Optional.of(new Identify()), Optional.empty(), Optional.empty(), reason);
  }

  private static Decision failed(String reason) {
    return new Decision(Optional.empty(), Optional.of(reason), Optional.empty(), reason);
  }
}
