package org.pixiecore.booter.machines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keeps the files of one directory read. {@link #look} is called again and again by one thread;
 * {@link #current} by any.
 */
final class Library {

  private final Path directory;
  private final Folder folder;
  private final Consumer<String> complaints;
  private final Settling settling = new Settling();
  private final Map<String, MachineFile> latest = new HashMap<>();
  private final Map<String, List<Problem>> misread = new HashMap<>();
  private final Set<String> neverGood = new HashSet<>();
  private Map<String, MachineFile> good = Map.of();
  private Set<String> complained = Set.of();
  private String folderComplaint = "";
  private boolean begun;
  private boolean found;
  private volatile Optional<MachineSet> current = Optional.empty();

  /**
   * Makes a library that has read nothing yet.
   *
   * @param directory what relative names of files start from
   * @param complaints takes each mistake once, until it is mended
   */
  Library(Path directory, Folder folder, Consumer<String> complaints) {
    this.directory = directory;
    this.folder = folder;
    this.complaints = complaints;
  }

  /** What is in force; empty before the first look. */
  Optional<MachineSet> current() {
    return current;
  }

  /**
   * Looks whether files have changed, and reads those that have.
   *
   * @return whether something else is in force now
   */
  boolean look() {
    Optional<Map<String, Stamp>> listed;
    try {
      listed = folder.list();
    } catch (IOException e) {
      complainOfTheFolder("%s cannot be read: %s".formatted(directory, e));
      return false;
    }
    if (found && listed.isEmpty()) {
      // unmounted, or renamed for a moment: nobody has removed the files in it
      complainOfTheFolder(
          "%s is not there any more; what its files said last stays until it is back"
              .formatted(directory));
      return false;
    }
    found = listed.isPresent();
    folderComplaint = "";
    return take(listed.orElseGet(Map::of));
  }

  private boolean take(Map<String, Stamp> now) {
    Settling.Changes changes = settling.next(now);
    if (begun && changes.none()) {
      return false;
    }
    changes.removed().forEach(this::forget);
    changes.changed().forEach(name -> read(name, now.get(name).size()));
    begun = true;
    return adopt();
  }

  private void forget(String name) {
    latest.remove(name);
    misread.remove(name);
    neverGood.remove(name);
  }

  private void read(String name, long size) {
    if (!begun) {
      neverGood.add(name);
    }
    Problems problems = new Problems();
    try {
      byte[] octets = folder.read(name);
      if (octets.length != size && octets.length <= NodeReader.LARGEST) {
        settling.again(name);
        problems.add(new Place(name, 1, 1), "is being written");
      } else {
        MachineFile file = MachineFileReader.read(name, NodeReader.read(name, octets), problems);
        if (problems.none()) {
          latest.put(name, file);
        }
      }
    } catch (ProblemException e) {
      problems.add(e.problem().place(), e.problem().text());
    } catch (IOException e) {
      problems.add(new Place(name, 1, 1), "cannot be read: " + e);
      settling.again(name);
    }
    if (problems.none()) {
      misread.remove(name);
    } else {
      misread.put(name, problems.all());
    }
  }

  private boolean adopt() {
    Map<String, MachineFile> before = good;
    Map<String, MachineFile> still = new HashMap<>(good);
    still.keySet().retainAll(latest.keySet());
    Adoption.Result result =
        Adoption.adopt(
            latest, still, current.map(MachineSet::profiles).orElseGet(Map::of), directory);
    good = result.files();
    Map<String, List<Problem>> refused = new TreeMap<>(result.refused());
    refused.putAll(misread);
    neverGood.removeAll(good.keySet());
    MachineSet next = new MachineSet(good.values(), result.profiles(), unread(refused), directory);
    complain(complaints(refused, result.problems(), next));
    boolean different = !good.equals(before) || !current.map(next::hasTheSameUnread).orElse(false);
    if (different) {
      current = Optional.of(next);
    }
    return different;
  }

  private Map<String, Problem> unread(Map<String, List<Problem>> refused) {
    Map<String, Problem> unread = new HashMap<>();
    neverGood.stream()
        .filter(refused::containsKey)
        .forEach(file -> unread.put(file, refused.get(file).get(0)));
    return unread;
  }

  private Set<String> complaints(
      Map<String, List<Problem>> refused, List<Problem> others, MachineSet set) {
    Set<String> complaints = new LinkedHashSet<>();
    refused.forEach(
        (file, problems) ->
            problems.forEach(problem -> complaints.add(path(problem) + "; " + consequence(file))));
    others.forEach(problem -> complaints.add(path(problem)));
    set.doubts().forEach(complaints::add);
    return complaints;
  }

  private String path(Problem problem) {
    return directory + "/" + problem;
  }

  private String consequence(String file) {
    return good.containsKey(file)
        ? "the last good version of %s stays".formatted(file)
        : "nothing of %s counts".formatted(file);
  }

  private void complainOfTheFolder(String complaint) {
    if (!complaint.equals(folderComplaint)) {
      complaints.accept(complaint);
      folderComplaint = complaint;
    }
  }

  private void complain(Set<String> now) {
    now.stream().filter(text -> !complained.contains(text)).forEach(complaints);
    complained = now;
  }
}
