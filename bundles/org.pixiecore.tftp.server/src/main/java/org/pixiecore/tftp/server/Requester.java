package org.pixiecore.tftp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.tftp.TftpPath;

/**
 * Who asks for what. Our DHCP answers name files like {@code 52-54-00-12-34-56/snponly.efi}, so
 * that here, where only an IP address is seen, the log can name the machine.
 *
 * @param address the client's address and port, its transfer identifier (RFC 1350 section 4)
 * @param machine the directory that stood before the name, if it was a MAC address
 * @param file the name without that directory
 */
record Requester(InetSocketAddress address, Optional<MacAddress> machine, TftpPath file) {

  private static final Pattern MAC_DIRECTORY = Pattern.compile("(?:[0-9a-f]{2}-){5}[0-9a-f]{2}");

  static Requester of(InetSocketAddress address, TftpPath path) {
    List<String> segments = path.segments();
    String directory = segments.get(0).toLowerCase(Locale.ROOT);
    if (segments.size() > 1 && MAC_DIRECTORY.matcher(directory).matches()) {
      return new Requester(
          address,
          Optional.of(MacAddress.parse(directory)),
          new TftpPath(segments.subList(1, segments.size())));
    }
    return new Requester(address, Optional.empty(), path);
  }

  /** The same, as a question for what boot loaders look for. */
  LoaderRequest toLoaderRequest(InetAddress server) {
    return new LoaderRequest(
        machine,
        Optional.empty(),
        file.segments(),
        address.getAddress(),
        server,
        Optional.empty(),
        false);
  }

  /** For the log: the MAC address, or the IP address where the name told none. */
  @Override
  public String toString() {
    return machine.map(MacAddress::toString).orElseGet(() -> address.getAddress().getHostAddress());
  }
}
