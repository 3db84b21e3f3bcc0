package org.pixiecore.booter.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in memory; each change makes them a second older. Reads them into a library. */
final class FakeFolder implements Folder {

  static final Path DIRECTORY = Path.of("/etc/machines.d");

  final List<String> complaints = new ArrayList<>();
  final Library library = new Library(DIRECTORY, this, complaints::add);

  private final Map<String, String> files = new HashMap<>();
  private final Map<String, Stamp> stamps = new HashMap<>();
  private int seconds;
  private boolean there = true;
  private Optional<IOException> failure = Optional.empty();

  /** What is in force when these are there from the start. */
  static FakeFolder holding(String... namesAndTexts) {
    FakeFolder folder = new FakeFolder();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      folder.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    folder.library.look();
    return folder;
  }

  FakeFolder put(String name, String text) {
    files.put(name, text);
    stamps.put(
        name,
        new Stamp(
            FileTime.fromMillis(1000L * ++seconds), text.getBytes(UTF_8).length, Optional.empty()));
    return this;
  }

  FakeFolder remove(String name) {
    files.remove(name);
    stamps.remove(name);
    return this;
  }

  /** Has the folder be there, or not. */
  FakeFolder there(boolean is) {
    there = is;
    return this;
  }

  FakeFolder failing(Optional<IOException> how) {
    failure = how;
    return this;
  }

  /** Looks until a change has settled; true if something else is in force then. */
  boolean settle() {
    boolean first = library.look();
    return library.look() || first;
  }

  MachineSet set() {
    return library.current().orElseThrow();
  }

  @Override
  public Optional<Map<String, Stamp>> list() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return there ? Optional.of(Map.copyOf(stamps)) : Optional.empty();
  }

  @Override
  public byte[] read(String name) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return files.get(name).getBytes(UTF_8);
  }
}
