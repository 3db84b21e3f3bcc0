package org.pixiecore.bootloaders;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Loader;

/**
 * The files right in a person's own directories, which a boot menu may name, as a memory test. A
 * name that a kind of {@link Program} has on the wire is that one's alone.
 *
 * @param programs by their names
 * @param full directories of which some files were left out
 */
record NamedFiles(Map<String, BootProgram> programs, Set<Path> full) {

  /** How many entries of a directory are looked at: memory is kept for each. */
  static final int MOST = 1024;

  /** Before the first look. */
  static final NamedFiles NONE = new NamedFiles(Map.of(), Set.of());

  private static final Set<String> WIRE_NAMES =
      Stream.of(Program.values()).map(Program::wireName).collect(Collectors.toUnmodifiableSet());

  NamedFiles {
    programs = Map.copyOf(programs);
    full = Set.copyOf(full);
  }

  /**
   * Looks at the disk.
   *
   * @param directories of two files of one name, that in the earlier one counts; one that cannot be
   *     read has none
   */
  static NamedFiles in(List<Path> directories) {
    Map<String, BootProgram> programs = new HashMap<>();
    Set<Path> full = new TreeSet<>();
    for (Path directory : directories) {
      int left = MOST;
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        Path real = directory.toRealPath();
        for (Path entry : entries) {
          if (left-- == 0) {
            full.add(directory);
            break;
          }
          program(entry, real).ifPresent(found -> programs.putIfAbsent(found.name(), found));
        }
      } catch (IOException | DirectoryIteratorException | SecurityException e) {
        // what is missing is told when somebody needs it
      }
    }
    return new NamedFiles(programs, full);
  }

  /** The program of that name. */
  Optional<BootProgram> named(String name) {
    return Optional.ofNullable(programs.get(name));
  }

  private static Optional<BootProgram> program(Path entry, Path directory) {
    String name = entry.getFileName().toString();
    if (name.startsWith(".") || name.contains("\\") || WIRE_NAMES.contains(name)) {
      return Optional.empty();
    }
    try {
      Path real = entry.toRealPath();
      // a link may be there for a name, and must not lead to what nobody meant to give out
      return Files.isRegularFile(real) && Files.isReadable(real) && real.startsWith(directory)
          ? Optional.of(new BootProgram(name, real, Loader.IPXE))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
