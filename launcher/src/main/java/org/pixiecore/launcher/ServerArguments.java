package org.pixiecore.launcher;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has, whatever decides what a machine boots. */
final class ServerArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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
      converter = ArgumentTypes.Port.class,
      description =
          "Have the page that shows boots as they happen, at /pixiecore on the HTTP port, whichever"
              + " port is given here.")
  private Integer statusPort;

  @Option(
      names = "--dhcp-no-bind",
      description = "For a DHCP server on this very computer, which has port 67. Linux only.")
  private boolean dhcpNoBind;

  @Option(
      names = "--dhcp",
      paramLabel = "MODE",
      converter = ArgumentTypes.DhcpMode.class,
      description = {
        "Who gives machines their addresses. proxy: the network's DHCP server. auto: Pixiecore, on"
            + " a cable or network where no DHCP server answers. server: Pixiecore, always."
            + " Default: ${DEFAULT-VALUE}."
      },
      defaultValue = AddressOptions.PROXY)
  private String dhcp;

  @Option(
      names = "--dhcp-range",
      paramLabel = "FIRST-LAST",
      converter = ArgumentTypes.DhcpRange.class,
      split = ",",
      description =
          "The addresses to give, like 10.0.0.100-10.0.0.200 or 10.0.0.128/25. Default: the upper half of each"
              + " interface's subnet, at most 1024.")
  private List<String> dhcpRanges = List.of();

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
      names = "--pxelinux",
      paramLabel = "MAC",
      converter = ArgumentTypes.Machines.class,
      split = ",",
      description =
          "x86 BIOS machines to boot through PXELINUX, where iPXE does not get on with a network"
              + " card: MAC addresses, beginnings of them, or all.")
  private List<String> pxelinux = List.of();

  @Option(
      names = "--secure-boot",
      paramLabel = "MAC",
      converter = ArgumentTypes.Machines.class,
      split = ",",
      description =
          "UEFI machines to boot through the signed shim and GRUB, because Secure Boot is on;"
              + " chosen likewise. Their kernel must be signed.")
  private List<String> secureBoot = List.of();

  @Option(
      names = {"-d", "--debug"},
      description = "Show also what was ignored, and why.")
  private boolean debug;

  @Option(
      names = {"-t", "--log-timestamps"},
      description = "Begin each line with the time.")
  private boolean timestamps;

  /** What was given. */
  ServerOptions options() {
    if (statusPort != null && statusPort != httpPort) {
      // command lines of old name another port, and their page is worth having all the same
      spec.commandLine()
          .getErr()
          .printf(
              "pixiecore: the page is at /pixiecore on the HTTP port, %d; port %d is not opened.%n",
              httpPort, statusPort);
    }
    Map<String, Path> programs = new TreeMap<>();
    programs.put("bios", bios);
    programs.put("ipxe", ipxe);
    programs.put("efi32", efi32);
    programs.put("efi64", efi64);
    programs.values().removeIf(Objects::isNull);
    Map<String, List<String>> loaders = new TreeMap<>();
    loaders.put("pxelinuxMachines", pxelinux);
    loaders.put("grubMachines", secureBoot);
    loaders.values().removeIf(List::isEmpty);
    return new ServerOptions(
        Optional.of(address).filter(a -> !a.isAnyLocalAddress()),
        httpPort,
        dhcpNoBind,
        programs,
        loaders,
        AddressOptions.of(spec, dhcp, dhcpRanges),
        statusPort != null,
        debug,
        timestamps);
  }
}
