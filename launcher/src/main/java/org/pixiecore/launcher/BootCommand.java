package org.pixiecore.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import picocli.CommandLine.Command;
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
      "Boots every machine that asks into one kernel, until Ctrl-C. Addresses still come from the"
          + " network's own DHCP server. Needs root, for the ports 67, 69, 4011 (UDP) and 80 (TCP).",
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

  @Option(
      names = {"-l", "--listen-addr"},
      paramLabel = "ADDRESS",
      converter = ArgumentTypes.ListenAddress.class,
      description = "The address of this computer to listen on. Default: all of them.",
      defaultValue = "0.0.0.0")
  private InetAddress address;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      converter = ArgumentTypes.Port.class,
      description = "The HTTP port. Default: ${DEFAULT-VALUE}.",
      defaultValue = "80")
  private int httpPort;

  @Option(
      names = "--status-port",
      paramLabel = "PORT",
      description = "Not there yet: a status page. The log shows each step of a boot.")
  private Integer statusPort;

  @Option(
      names = "--dhcp-no-bind",
      description = "Not there yet: to share port 67 with a DHCP server on this computer.")
  private boolean dhcpNoBind;

  @Option(
      names = "--ipxe-bios",
      paramLabel = "FILE",
      converter = ArgumentTypes.ReadableFile.class,
      description = "The iPXE for x86 BIOS. This and the next are found where packages put them.")
  private Path bios;

  @Option(
      names = "--ipxe-ipxe",
      paramLabel = "FILE",
      converter = ArgumentTypes.ReadableFile.class,
      description = "The iPXE that replaces an older one on x86 BIOS.")
  private Path ipxe;

  @Option(
      names = "--ipxe-efi32",
      paramLabel = "FILE",
      converter = ArgumentTypes.ReadableFile.class,
      description = "The iPXE for 32-bit x86 UEFI.")
  private Path efi32;

  @Option(
      names = "--ipxe-efi64",
      paramLabel = "FILE",
      converter = ArgumentTypes.ReadableFile.class,
      description = "The iPXE for 64-bit x86 UEFI.")
  private Path efi64;

  @Option(
      names = {"-d", "--debug"},
      description = "Show also what was ignored, and why.")
  private boolean debug;

  @Option(
      names = {"-t", "--log-timestamps"},
      description = "Begin each line with the time.")
  private boolean timestamps;

  private final BootServer server;

  BootCommand(BootServer server) {
    this.server = server;
  }

  @Override
  public Integer call() throws IOException {
    return server.serve(options());
  }

  private BootOptions options() {
    refuse(
        dhcpNoBind,
        "--dhcp-no-bind is not there yet: Pixiecore needs port 67 to itself. Leave the option out,"
            + " and run Pixiecore on another computer than the DHCP server.");
    if (statusPort != null) {
      // command lines of old have it, and a machine boots without
      spec.commandLine()
          .getErr()
          .println(
              "pixiecore: --status-port does nothing yet: there is no status page. The log shows"
                  + " each step of a boot.");
    }
    Map<String, Path> programs = new TreeMap<>();
    programs.put("bios", bios);
    programs.put("ipxe", ipxe);
    programs.put("efi32", efi32);
    programs.put("efi64", efi64);
    programs.values().removeIf(Objects::isNull);
    return new BootOptions(
        kernel,
        initrds.stream().map(this::initrd).toList(),
        commandLine,
        Optional.of(message).filter(text -> !text.isBlank()),
        Optional.of(address).filter(a -> !a.isAnyLocalAddress()),
        httpPort,
        programs,
        debug,
        timestamps);
  }

  private BootFile initrd(String text) {
    try {
      return new ArgumentTypes.FileOrUrl().convert(text);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), "INITRD: " + e.getMessage());
    }
  }

  private void refuse(boolean given, String why) {
    if (given) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }
}
