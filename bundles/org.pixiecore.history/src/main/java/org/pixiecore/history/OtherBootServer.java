package org.pixiecore.history;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#OTHER_BOOT_SERVER}: others tell it what to boot, it has an address, and nothing more
 * is heard of it here.
 */
final class OtherBootServer implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    boolean suspect =
        (boot.is(BootState.OFFERED) || boot.is(BootState.IN_LOADER))
            && !boot.dhcp().bootServers().isEmpty()
            && boot.dhcp().told().isPresent()
            && boot.dhcp().requested().isPresent()
            && !boot.dhcp().bootServerAsked()
            && boot.isSilent(PATIENCE, now);
    return suspect ? Optional.of(finding(boot.dhcp())) : Optional.empty();
  }

  private static Finding finding(DhcpRound dhcp) {
    String others =
        dhcp.bootServers().stream()
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(" and "));
    return new Finding(
        Cause.OTHER_BOOT_SERVER,
        ChainLink.OFFER,
        others + " tells it what to boot, too, and it went there: it has asked here for nothing.",
        "Take the boot file and options 43, 60, 66 and 67 out of the DHCP server there, or switch"
            + " that boot server off: docs/networks.md#conflicts.");
  }
}
