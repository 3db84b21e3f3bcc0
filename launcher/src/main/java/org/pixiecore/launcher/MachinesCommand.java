package org.pixiecore.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pixiecore machines}: files say what each machine and group of machines boots. */
@Command(
    name = "machines",
    mixinStandardHelpOptions = true,
    versionProvider = PixiecoreCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    description = {
      "Boots each machine into what files say of it, until Ctrl-C.",
      "They may be edited meanwhile. docs/machines.md says what stands in them. Needs root, as boot"
          + " does.",
      ""
    },
    footer = {"", "Example:", "  pixiecore machines /srv/boot/machines.d"})
final class MachinesCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DIRECTORY",
      converter = ArgumentTypes.ReadableDirectory.class,
      description = "Where the files are, of JSON or YAML.")
  private Path directory;

  @Mixin private ServerArguments server;

  private final BootServer boots;

  MachinesCommand(BootServer boots) {
    this.boots = boots;
  }

  @Override
  public Integer call() throws IOException {
    return boots.serve(new MachinesOptions(directory), server.options());
  }
}
