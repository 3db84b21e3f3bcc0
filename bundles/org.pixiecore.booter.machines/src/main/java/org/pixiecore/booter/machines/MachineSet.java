package org.pixiecore.booter.machines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pixiecore.api.Machine;

/** All files together, as they are good, and what machines boot by them. Immutable. */
final class MachineSet {

  private final Groups groups;
  private final Map<String, Profile> profiles;
  private final Map<String, Problem> unread;
  private final Path directory;
  private final int files;

  /**
   * Puts files together.
   *
   * @param profiles by name; holds every one that a group of the files names
   * @param unread files that may say anything, because they have had a mistake since the start
   * @param directory where relative names of files start
   */
  MachineSet(
      Collection<MachineFile> files,
      Map<String, Profile> profiles,
      Map<String, Problem> unread,
      Path directory) {
    this.groups =
        new Groups(files.stream().sorted(Comparator.comparing(MachineFile::name)).toList());
    this.profiles = Map.copyOf(profiles);
    this.unread = Map.copyOf(unread);
    this.directory = directory;
    this.files = files.size();
  }

  Map<String, Profile> profiles() {
    return profiles;
  }

  boolean hasTheSameUnread(MachineSet other) {
    return unread.equals(other.unread);
  }

  /** What is allowed, but most likely not meant. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>(groups.twice());
    profiles.values().stream()
        .flatMap(profile -> MissingFiles.of(profile, directory))
        .sorted()
        .distinct()
        .forEach(doubts::add);
    return doubts;
  }

  /** What a machine boots; changes nothing. */
  Decision decide(Machine machine) {
    List<Candidate> candidates = groups.select(machine);
    return new Deliberation(machine, candidates, this::profile, directory, unread)
        .decide(this::nobody);
  }

  private Profile profile(Group.Boots boots) {
    return boots instanceof Group.Named named
        ? profiles.get(named.profile())
        : ((Group.Inline) boots).profile();
  }

  private String nobody() {
    return "none of %d groups in %d files is for it".formatted(groups.count(), files);
  }

  /** How much it is, for the log. */
  @Override
  public String toString() {
    return "%s: files: %d, profiles: %d, groups and machines: %d, MAC addresses: %d"
        .formatted(directory, files, profiles.size(), groups.count(), groups.macs());
  }
}
