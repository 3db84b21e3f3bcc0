package org.pixiecore.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code pixiecore boot}: every machine that asks boots one kernel. */
@Command(
    name = "boot",
    mixinStandardHelpOptions = true,
    versionProvider = PixiecoreCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    description = {
      "Boots every machine that asks into one kernel, until Ctrl-C.",
      "Addresses still come from the network's own DHCP server, unless --dhcp says otherwise."
          + " Needs root, for the ports 67, 69, 4011 (UDP) and 80 (TCP).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pixiecore boot vmlinuz initrd.gz --cmdline='console=ttyS0'",
      "  pixiecore boot linux initrd.gz firmware.cpio.gz",
      "  pixiecore boot https://mirror.example/linux https://mirror.example/initrd.gz",
      "  pixiecore boot linux initrd.gz --cmdline='auto url={{ ID \"./preseed.cfg\" }}'",
      "",
      "{{ ID \"FILE\" }} in --cmdline becomes a URL from which the machine gets that file; the path"
          + " is taken from the working directory. Nothing but the files named here is served."
    })
final class BootCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KERNEL",
      converter = ArgumentTypes.FileOrUrl.class,
      description = "The kernel: a path, or an http or https URL.")
  private BootFile kernel;

  // converted here, because picocli takes a list's item that it cannot convert for none of it
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "INITRD",
      description = "Initial RAM disks, paths or URLs; the kernel merges them in this order.")
  private List<String> initrds = List.of();

  @Option(
      names = "--cmdline",
      paramLabel = "TEXT",
      converter = ArgumentTypes.KernelArguments.class,
      description = "The kernel's arguments.",
      defaultValue = "")
  private CommandLine commandLine;

  @Option(
      names = "--bootmsg",
      paramLabel = "TEXT",
      description = "What a machine shows on its console before it boots.",
      defaultValue = "")
  private String message;

  @Mixin private ServerArguments server;

  private final BootServer boots;

  BootCommand(BootServer boots) {
    this.boots = boots;
  }

  @Override
  public Integer call() throws IOException {
    FixedOptions booter =
        new FixedOptions(
            kernel,
            initrds.stream().map(this::initrd).toList(),
            commandLine,
            Optional.of(message).filter(text -> !text.isBlank()));
    return boots.serve(booter, server.options());
  }

  private BootFile initrd(String text) {
    try {
      return new ArgumentTypes.FileOrUrl().convert(text);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), "INITRD: " + e.getMessage());
    }
  }
}
