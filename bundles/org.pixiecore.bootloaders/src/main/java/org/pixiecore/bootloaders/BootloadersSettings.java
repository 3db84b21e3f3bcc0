package org.pixiecore.bootloaders;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

/**
 * Where to look for network boot programs, and which machines boot through which.
 *
 * @param directories those that a person set, in the order of searching
 * @param root of the system whose packages are searched
 * @param files those that a person chose; nothing else is looked for in their place
 * @param machines which machines boot through a loader other than iPXE
 */
record BootloadersSettings(
    List<Path> directories, Path root, Map<Program, Path> files, Map<Loader, MachineSet> machines) {

  /** Where packages put iPXE: Debian and Ubuntu, then Fedora and Arch. */
  private static final List<String> DISTRIBUTIONS = List.of("usr/lib/ipxe", "usr/share/ipxe");

  static final String DIRECTORIES = "directories";
  static final String PXELINUX_MACHINES = "pxelinuxMachines";
  static final String GRUB_MACHINES = "grubMachines";

  BootloadersSettings {
    directories = List.copyOf(directories);
    files = Map.copyOf(files);
    machines = Map.copyOf(machines);
  }

  static BootloadersSettings parse(Configuration configuration) {
    return parse(configuration, Path.of("/"));
  }

  static BootloadersSettings parse(Configuration configuration, Path root) {
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
        chosen,
        root,
        files,
        Map.of(
            Loader.PXELINUX, MachineSet.read(configuration, PXELINUX_MACHINES),
            Loader.GRUB, MachineSet.read(configuration, GRUB_MACHINES)));
  }

  /** The directories that programs are searched for in: a person's, and then where packages are. */
  List<Path> searched() {
    return Stream.concat(directories.stream(), DISTRIBUTIONS.stream().map(root::resolve)).toList();
  }

  /** The files that may be a program, best first. */
  Stream<Path> candidates(Program program) {
    Path file = files.get(program);
    if (file != null) {
      return Stream.of(file);
    }
    return Stream.concat(
        searched().stream()
            .flatMap(directory -> program.fileNames().stream().map(directory::resolve)),
        program.places().stream().map(root::resolve));
  }

  /** What a machine boots through: what a person chose, where its architecture allows it. */
  Loader loaderFor(Machine machine) {
    Architecture architecture = machine.architecture();
    return machines.entrySet().stream()
        .filter(entry -> entry.getValue().contains(machine.mac()))
        .map(Map.Entry::getKey)
        .filter(loader -> Program.serves(architecture, loader))
        .findFirst()
        .orElse(Loader.IPXE);
  }

  /**
   * Whether a program is missed before a machine asks for it: because it is usual at a site that
   * uses its loader, or a person named its file, or one of what goes with it.
   */
  boolean needs(Program program) {
    boolean wanted = program.isUsual() && uses(program.loader());
    return wanted || files.keySet().stream().anyMatch(program::goesWith);
  }

  /** Whether any machine may boot through a loader. */
  boolean uses(Loader loader) {
    return loader == Loader.IPXE || !machines.get(loader).isEmpty();
  }
}
