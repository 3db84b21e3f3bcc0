package org.pixiecore.loaders;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * {@code pxelinux.cfg/}, in which PXELINUX and U-Boot look for their configuration: by UUID, by MAC
 * address, by the IP address in hexadecimal digits, one less at each try, and then {@code default},
 * of which U-Boot has some more. Before that, many a board's U-Boot looks for a script, and goes on
 * without it.
 */
final class PxelinuxFolder implements LoaderKind {

  private static final String FOLDER = "pxelinux.cfg";
  private static final int SEGMENTS = 2;

  /** 01 is Ethernet (RFC 1700, hardware types). */
  private static final Pattern BY_MAC = Pattern.compile("(?i)01-((?:[0-9a-f]{2}-){5}[0-9a-f]{2})");

  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{1,8}|default(?:-[0-9a-z._-]+)?");

  private static final Set<String> SCRIPTS = Set.of("boot.scr.uimg", "boot.scr");

  private final Configurations configurations;
  private final PxelinuxClients clients;
  private final BegunBoots begun;

  /**
   * @param begun what machines boot by U-Boot
   */
  PxelinuxFolder(Configurations configurations, PxelinuxClients clients, BegunBoots begun) {
    this.configurations = configurations;
    this.clients = clients;
    this.begun = begun;
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    if (SCRIPTS.contains(request.joinedPath())) {
      return Optional.of(absent(""));
    }
    if (path.size() != SEGMENTS || !path.get(0).equals(FOLDER)) {
      return Optional.empty();
    }
    Matcher byMac = BY_MAC.matcher(path.get(1));
    boolean named = byMac.matches();
    if (!named && !OTHERS.matcher(path.get(1)).matches()) {
      return Optional.of(absent("a boot loader's configuration has no such name"));
    }
    // in a machine's folder every name is that machine's; elsewhere only one tells whose it is
    Optional<MacAddress> mac =
        request
            .mac()
            .or(() -> named ? Optional.of(MacAddress.parse(byMac.group(1))) : Optional.empty());
    return Optional.of(
        mac.map(machine -> configuration(request, machine)).orElseGet(() -> absent("")));
  }

  private CompletionStage<LoaderFile> configuration(LoaderRequest request, MacAddress mac) {
    Machine machine = clients.reader(request, mac);
    boolean uBoot = machine.firmware() == Firmware.U_BOOT;
    if (uBoot && !request.inquiry()) {
      begun.forget(mac);
    }
    ConfigurationWriter writer =
        uBoot
            ? new UBootWriter(FileNames.tftpFolder(request, mac))
            : new PxelinuxWriter(request.joinedPath());
    return configurations.of(
        machine,
        request,
        request.joinedPath(),
        seal -> FileNames.sealed(request, mac, seal, PxelinuxWriter.LONGEST_NAME),
        writer);
  }

  private static CompletionStage<LoaderFile> absent(String reason) {
    return CompletableFuture.completedFuture(new LoaderFile.Absent(reason));
  }
}
