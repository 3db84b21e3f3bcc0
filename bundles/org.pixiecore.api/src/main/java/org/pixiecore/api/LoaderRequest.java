package org.pixiecore.api;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A boot loader's question for a file.
 *
 * @param mac whose folder it was asked for in; empty where the path began with no such folder
 * @param machine all that the folder told of the machine; empty by TFTP, whose folders tell the MAC
 *     address alone
 * @param path the segments behind the folder, at least one; none is empty, {@code .} or {@code ..}
 * @param client who asks
 * @param server this server's address that was asked
 * @param base the URL at which the machine finds this server by HTTP, like {@code
 *     http://192.168.1.5:8181}, without a slash at the end; empty by TFTP
 * @param inquiry whether the loader asks only what there is (HTTP's HEAD), and gets nothing of it:
 *     then it does not boot yet, and spends nothing
 */
public record LoaderRequest(
    Optional<MacAddress> mac,
    Optional<Machine> machine,
    List<String> path,
    InetAddress client,
    InetAddress server,
    Optional<String> base,
    boolean inquiry) {

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is empty or leads upwards
   */
  public LoaderRequest {
    Objects.requireNonNull(mac, "mac");
    Objects.requireNonNull(machine, "machine");
    path = List.copyOf(path);
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(base, "base");
    if (path.isEmpty() || path.stream().anyMatch(LoaderRequest::isNoName)) {
      throw new IllegalArgumentException(
          "a path has at least one segment, and none that is empty, . or ..");
    }
  }

  private static boolean isNoName(String segment) {
    return segment.isEmpty() || segment.equals(".") || segment.equals("..");
  }

  /** The segments with slashes between. */
  public String joinedPath() {
    return String.join("/", path);
  }
}
