package org.pixiecore.api.status;

import java.util.Objects;
import java.util.Optional;

/**
 * A port that machines ask on.
 *
 * @param purpose in the field's terms, like {@code ProxyDHCP}, {@code PXE boot server}, {@code
 *     TFTP}, {@code HTTP}
 * @param port from 1 to 65535; 0 if it is not known, which has a problem
 * @param on the address or interface, like {@code 192.168.1.5} or {@code eth0}; {@code *} for all
 * @param how what is particular about it, like {@code raw, beside another DHCP server}; empty for
 *     nothing
 * @param problem why it is not served, with what to do, for people; empty if it is served
 */
public record ListeningPort(
    String purpose, int port, String on, Optional<String> how, Optional<String> problem) {
  public ListeningPort {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(how, "how");
    Objects.requireNonNull(problem, "problem");
  }
}
