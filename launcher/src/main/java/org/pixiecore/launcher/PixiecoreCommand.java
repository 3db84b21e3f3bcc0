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
      "       pixiecore quick [OPTIONS] [NAME]",
      "       pixiecore machines [OPTIONS] DIRECTORY",
      "       pixiecore api [OPTIONS] URL",
      "       pixiecore -kernel=KERNEL [-initrd=INITRD,...] [-cmdline=TEXT]",
      "       pixiecore -api=URL [-api-timeout=TIME]"
    },
    description = {
      "",
      "Boots machines over the network, beside the site's own DHCP server.",
      "The last two are the older forms of boot and api; they mean the same.",
      ""
    },
    footer = {
      "",
      "'pixiecore boot --help', and so on, says what there is to choose, with examples.",
      "",
      "In a checkout of the sources there are also:",
      "  ./pixiecore demo                        boots a virtual machine, to show it",
      "  ./pixiecore new-booter PACKAGE FOLDER   makes a booter of your own from ours"
    })
final class PixiecoreCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command line, ready to execute. */
  static CommandLine commandLine(BootServer server) {
    return new CommandLine(new PixiecoreCommand())
        .addSubcommand(new BootCommand(server))
        .addSubcommand(new MachinesCommand(server))
        .addSubcommand(new ApiCommand(server))
        .addSubcommand(new QuickCommand(server))
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
      // the switches of all commands are the same
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
