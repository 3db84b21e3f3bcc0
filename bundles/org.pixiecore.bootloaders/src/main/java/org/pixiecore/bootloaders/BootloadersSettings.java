package org.pixiecore.bootloaders;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pixiecore.api.config.Configuration;

/**
 * Where to look for network boot programs.
 *
 * @param directories in the order of searching
 * @param files those that a person chose; nothing else is looked for in their place
 */
record BootloadersSettings(List<Path> directories, Map<Program, Path> files) {

  /** Where packages put them: Debian and Ubuntu, then Fedora and Arch. */
  static final List<Path> DISTRIBUTIONS =
      List.of(Path.of("/usr/lib/ipxe"), Path.of("/usr/share/ipxe"));

  static final String DIRECTORIES = "directories";

  BootloadersSettings {
    directories = List.copyOf(directories);
    files = Map.copyOf(files);
  }

  static BootloadersSettings parse(Configuration configuration) {
    return parse(configuration, DISTRIBUTIONS);
  }

  static BootloadersSettings parse(Configuration configuration, List<Path> distributions) {
    List<Path> chosen =
        configuration.list(
            DIRECTORIES,
            "absolute paths of directories, with commas between",
            Configuration::absolutePath);
    Map<Program, Path> files = new EnumMap<>(Program.class);
    for (Program program : Program.values()) {
      Path file =
          configuration.value(
              program.key(), "the absolute path of a file", Configuration::absolutePath, null);
      if (file != null) {
        files.put(program, file);
      }
    }
    return new BootloadersSettings(
        Stream.concat(chosen.stream(), distributions.stream()).toList(), files);
  }

  /** The files that may be a program, best first. */
  Stream<Path> candidates(Program program) {
    Path file = files.get(program);
    if (file != null) {
      return Stream.of(file);
    }
    return directories.stream()
        .flatMap(directory -> program.fileNames().stream().map(directory::resolve));
  }
}
