package org.pixiecore.booter.machines;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds which versions of the files go together. The latest of each is wanted; where those do not
 * go together, the last good version of the file at fault stays, and nothing of a file that has
 * none. A file is never taken in part.
 */
final class Adoption {

  /**
   * What came of it.
   *
   * @param files by name
   * @param profiles by name: those of the files, and those that are gone but still named
   * @param refused by file name: why its latest version is not taken
   * @param problems what does not go together all the same
   */
  record Result(
      SortedMap<String, MachineFile> files,
      Map<String, Profile> profiles,
      Map<String, List<Problem>> refused,
      List<Problem> problems) {}

  /** What does not go together, and whose fault it may be, the likeliest first. */
  private record Fault(Problem problem, List<String> files) {}

  private final SortedMap<String, MachineFile> files;
  private final Map<String, MachineFile> good;
  private final Map<String, Profile> before;
  private final Path directory;

  private Adoption(
      Map<String, MachineFile> latest,
      Map<String, MachineFile> good,
      Map<String, Profile> before,
      Path directory) {
    this.files = new TreeMap<>(latest);
    this.good = good;
    this.before = before;
    this.directory = directory;
  }

  /**
   * Finds the versions.
   *
   * @param latest by file name: the latest version that can be read
   * @param good by file name: the version that is in force
   * @param before the profiles that are in force
   * @param directory where relative names of files start
   */
  static Result adopt(
      Map<String, MachineFile> latest,
      Map<String, MachineFile> good,
      Map<String, Profile> before,
      Path directory) {
    return new Adoption(latest, good, before, directory).result();
  }

  private Result result() {
    Map<String, List<Problem>> refused = new TreeMap<>();
    while (true) {
      Map<String, Profile> profiles = profiles();
      List<Problem> lasting = new ArrayList<>();
      Map<String, List<Problem>> back = new TreeMap<>();
      for (Fault fault : faults(profiles)) {
        fault.files().stream()
            .filter(this::isNew)
            .findFirst()
            .map(file -> back.computeIfAbsent(file, key -> new ArrayList<>()))
            .orElse(lasting)
            .add(fault.problem());
      }
      if (back.isEmpty()) {
        return new Result(files, profiles, refused, lasting.stream().distinct().toList());
      }
      back.forEach((file, problems) -> takeBack(file));
      back.forEach((file, problems) -> refused.put(file, problems.stream().distinct().toList()));
    }
  }

  private boolean isNew(String file) {
    return files.containsKey(file) && !files.get(file).equals(good.get(file));
  }

  private void takeBack(String file) {
    if (good.containsKey(file)) {
      files.put(file, good.get(file));
    } else {
      files.remove(file);
    }
  }

  /** Those of the files; of two with one name the first. Then those that only groups still name. */
  private Map<String, Profile> profiles() {
    Map<String, Profile> profiles = new HashMap<>();
    files.values().forEach(file -> file.profiles().forEach(profiles::putIfAbsent));
    groups()
        .flatMap(group -> named(group).stream())
        .filter(named -> before.containsKey(named.profile()))
        .forEach(named -> profiles.putIfAbsent(named.profile(), before.get(named.profile())));
    return profiles;
  }

  private List<Fault> faults(Map<String, Profile> profiles) {
    List<Fault> faults = new ArrayList<>();
    for (MachineFile file : files.values()) {
      file.profiles()
          .forEach(
              (name, profile) -> twice(file, profile, profiles.get(name)).ifPresent(faults::add));
    }
    Set<String> variables = new HashSet<>(BuiltIn.NAMES);
    groups().forEach(group -> variables.addAll(group.variables().keySet()));
    profiles.values().forEach(profile -> trial(profile, variables).ifPresent(faults::add));
    groups().forEach(group -> fault(group, profiles, variables).ifPresent(faults::add));
    return faults;
  }

  private static Optional<Fault> twice(MachineFile file, Profile profile, Profile first) {
    return profile.place().equals(first.place())
        ? Optional.empty()
        : Optional.of(
            new Fault(
                new Problem(
                    profile.place(),
                    "profile \"%s\" stands in %s too".formatted(profile.name(), first.place())),
                List.of(file.name(), first.place().file())));
  }

  private Optional<Fault> fault(Group group, Map<String, Profile> profiles, Set<String> variables) {
    if (group.boots().isEmpty()) {
      return Optional.empty();
    }
    Optional<Group.Named> named = named(group);
    Profile profile =
        group.boots().get() instanceof Group.Inline inline
            ? inline.profile()
            : profiles.get(named.orElseThrow().profile());
    if (profile == null) {
      return Optional.of(unknown(named.orElseThrow(), profiles.keySet()));
    }
    if (group.selector().loadsNothing() && profile.loads()) {
      return Optional.of(loadsTooEarly(group, profile));
    }
    // with nothing of the group's own it is as for the profile, which is tried once
    boolean tried = named.isPresent() && group.variables().isEmpty() && group.once().isEmpty();
    return (tried ? Optional.<Fault>empty() : trial(group, profile, variables))
        .or(() -> gone(named, profile));
  }

  private static Fault unknown(Group.Named named, Set<String> known) {
    return new Fault(
        new Problem(
            named.place(),
            "there is no profile \"%s\"%s"
                .formatted(named.profile(), Suggestion.of(named.profile(), known))),
        List.of(named.place().file()));
  }

  private static Fault loadsTooEarly(Group group, Profile profile) {
    return new Fault(
        new Problem(
            group.place(),
            "a group for firmware pxe alone says boot: local or boot: silent: what %s names is"
                    .formatted(profile)
                + " loaded by iPXE, for which this group is not"),
        List.of(group.place().file(), profile.place().file()));
  }

  /** Named by a group, but not in a file any more: what it said last serves. */
  private Optional<Fault> gone(Optional<Group.Named> named, Profile profile) {
    MachineFile file = files.get(profile.place().file());
    return named
        .filter(name -> file == null || !file.profiles().containsKey(name.profile()))
        .map(
            name ->
                new Fault(
                    new Problem(
                        name.place(),
                        "profile \"%s\" is gone; what it said last, at %s, serves on"
                            .formatted(name.profile(), profile.place())),
                    List.of()));
  }

  /** With no variable known: is it sound at all, and are there such variables? */
  private Optional<Fault> trial(Profile profile, Set<String> variables) {
    Expansion expansion = Expansion.trial(name -> Optional.empty(), directory);
    return trial(expansion, profile, Optional.empty(), List.of(profile.place().file()), variables);
  }

  /** With the variables that the group sets itself. */
  private Optional<Fault> trial(Group group, Profile profile, Set<String> variables) {
    Expansion expansion =
        Expansion.trial(
            name -> Optional.ofNullable(group.variables().get(name)).map(Variable::value),
            directory);
    return trial(
        expansion,
        profile,
        group.once(),
        List.of(group.place().file(), profile.place().file()),
        variables);
  }

  private static Optional<Fault> trial(
      Expansion expansion,
      Profile profile,
      Optional<JsonNode> once,
      List<String> files,
      Set<String> variables) {
    try {
      Object unused = expansion.read(profile, once);
    } catch (ProblemException e) {
      return Optional.of(new Fault(e.problem(), files));
    }
    return expansion.used().stream()
        .filter(name -> !variables.contains(name))
        .findFirst()
        .map(
            name ->
                new Fault(
                    new Problem(
                        profile.place(),
                        "no group sets the variable \"%s\"%s"
                            .formatted(name, Suggestion.of(name, variables))),
                    files));
  }

  private Stream<Group> groups() {
    return files.values().stream().flatMap(file -> file.groups().stream());
  }

  private static Optional<Group.Named> named(Group group) {
    return group.boots().filter(Group.Named.class::isInstance).map(Group.Named.class::cast);
  }
}
