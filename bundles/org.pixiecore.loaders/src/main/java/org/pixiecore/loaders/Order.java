package org.pixiecore.loaders;

import java.util.Optional;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.SealedFiles;

/**
 * What a machine boots, for a writer of configurations.
 *
 * @param boot what was decided
 * @param names how the loader calls files
 * @param folder what stands before a name for it to be in the machine's folder; empty within it
 * @param http where the machine finds this server by HTTP; empty if that is not known
 * @param seal makes a file's token
 */
record Order(
    BootDecision.Boot boot,
    FileNames names,
    String folder,
    Optional<FileUrls> http,
    SealedFiles seal) {

  /** The name under which the loader loads a file. */
  String name(BootFile file) throws CannotLoadException {
    return names.of(file);
  }

  /**
   * The command line. Its URLs are of HTTP in every case: not the loader fetches them, but what it
   * boots.
   */
  String commandLine(CommandLine line) throws CannotLoadException {
    boolean plain = line.parts().stream().allMatch(CommandLine.Text.class::isInstance);
    if (plain) {
      return line.expand(file -> "", "");
    }
    FileUrls urls =
        http.orElseThrow(
            () ->
                new CannotLoadException(
                    "the command line names URLs of this server, whose HTTP port is not open now"));
    return line.expand(
        file -> urls.file(seal.seal(file), file.name()), urls.confirm(boot.ticket()));
  }

  /** What the loader loads last, by which it says that the kernel is about to start. */
  String notice(KernelBoot kernel) {
    Optional<String> spent = kernel.commandLine().confirms() ? Optional.empty() : boot.ticket();
    return folder + BootedFiles.path(spent, boot.booter(), kernel.kernel().name());
  }

  /** What the loader loads last, by which it says that the program is about to start. */
  String notice(ProgramBoot program) {
    return folder + BootedFiles.path(boot.ticket(), boot.booter(), program.program().name());
  }
}
