package org.pixiecore.booter.machines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine.FileUrl;

/** Files of this server that a profile names and that are not there, or may not be read. */
final class MissingFiles {

  private MissingFiles() {}

  /** One line about each; none about those whose names have variables in them. */
  static Stream<String> of(Profile profile, Path directory) {
    try {
      return files(
              Expansion.trial(name -> Optional.empty(), directory).read(profile, Optional.empty()))
          .filter(BootFile::isLocal)
          .map(BootFile::path)
          .filter(file -> !Files.isReadable(file))
          .map(file -> "%s names %s, which is not there or not readable".formatted(profile, file));
    } catch (ProblemException e) {
      return Stream.empty(); // told elsewhere
    }
  }

  private static Stream<BootFile> files(BootSpec spec) {
    if (spec instanceof Once once) {
      return files(once.boot());
    }
    if (spec instanceof ProgramBoot program) {
      return Stream.of(program.program());
    }
    if (spec instanceof KernelBoot kernel) {
      return Stream.concat(
          Stream.concat(Stream.of(kernel.kernel()), kernel.initrds().stream()),
          kernel.commandLine().parts().stream()
              .filter(FileUrl.class::isInstance)
              .map(part -> ((FileUrl) part).file()));
    }
    return Stream.empty();
  }
}
