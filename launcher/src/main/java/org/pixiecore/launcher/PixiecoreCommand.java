package org.pixiecore.launcher;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pixiecore} without a command, and the manners that all commands share. */
@Command(
    name = "pixiecore",
    mixinStandardHelpOptions = true,
    versionProvider = PixiecoreCommand.Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: pixiecore boot [OPTIONS] KERNEL [INITRD...]",
      "       pixiecore -kernel=KERNEL [-initrd=INITRD,...] [-cmdline=TEXT]"
    },
    description = {
      "",
      "Boots machines over the network, beside the site's own DHCP server.",
      "The second form is the older one; it means the same.",
      ""
    },
    footer = {"", "'pixiecore boot --help' says what there is to choose, with examples."})
final class PixiecoreCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command line, ready to execute. */
  static CommandLine commandLine(BootServer server) {
    CommandLine boot = new CommandLine(new BootCommand(server));
    return new CommandLine(new PixiecoreCommand())
        .addSubcommand(boot)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(PixiecoreCommand::explain)
        .setExecutionExceptionHandler(
            (failure, command, result) -> {
              command.getErr().println("pixiecore: " + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** Executes arguments of either form, and gives the exit code. */
  static int execute(CommandLine command, String... arguments) {
    List<String> given = List.of(arguments);
    if (!OlderForm.is(given)) {
      return command.execute(arguments);
    }
    List<String> translated;
    try {
      CommandSpec boot = command.getSubcommands().get("boot").getCommandSpec();
      translated = OlderForm.translate(given, flag -> isSwitch(boot.findOption("--" + flag)));
    } catch (IllegalArgumentException e) {
      return explain(new ParameterException(command, e.getMessage()), arguments);
    }
    return command.execute(translated.toArray(String[]::new));
  }

  private static boolean isSwitch(OptionSpec option) {
    return option != null && option.arity().max() == 0;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("pixiecore: " + mistake.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' says what is possible.");
    return CommandLine.ExitCode.USAGE;
  }

  /** The version that the build gave to this program. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PixiecoreCommand.class.getPackage().getImplementationVersion();
      return new String[] {"pixiecore " + (version == null ? "(not packaged)" : version)};
    }
  }
}
