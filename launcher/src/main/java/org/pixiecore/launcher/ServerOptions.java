package org.pixiecore.launcher;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where to listen, what firmware gets and what the log shows, whichever booter decides. Checked.
 *
 * @param address the one to listen on; empty for all
 * @param httpPort from 1 to 65535
 * @param dhcpNoBind whether port 67 is left to a DHCP server on this computer
 * @param programs the network boot programs that a person chose, absolute, by the key that {@code
 *     org.pixiecore.bootloaders} has for them
 * @param loaders the machines that boot through another loader than iPXE: what {@code
 *     org.pixiecore.bootloaders} takes, by its key
 * @param addresses that machines get their addresses here; empty if another server gives them
 * @param page whether there is a page that shows boots
 * @param debug whether to show what was ignored, and why
 * @param timestamps whether each line shows when it was written
 */
record ServerOptions(
    Optional<InetAddress> address,
    int httpPort,
    boolean dhcpNoBind,
    Map<String, Path> programs,
    Map<String, List<String>> loaders,
    Optional<AddressOptions> addresses,
    boolean page,
    boolean debug,
    boolean timestamps) {

  ServerOptions {
    programs = Map.copyOf(programs);
    loaders = Map.copyOf(loaders);
  }
}
