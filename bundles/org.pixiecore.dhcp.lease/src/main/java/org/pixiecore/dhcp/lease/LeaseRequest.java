package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/**
 * A client's message, and where it came from.
 *
 * @param client by what it is known again
 * @param mac from which it asks
 * @param scope the subnet that it is in
 * @param interfaceName this server's interface that it came in on
 */
record LeaseRequest(
    DhcpPacket packet,
    ClientState state,
    ClientKey client,
    MacAddress mac,
    Scope scope,
    String interfaceName) {

  /**
   * The address that it is about: option 50, else the one that the client has (RFC 2131 table 5);
   * empty for none.
   */
  Optional<Inet4Address> address() {
    return switch (state) {
      case INIT, SELECTING, INIT_REBOOT, DECLINING -> requested().or(this::ciaddr);
      case EXTENDING, RELEASING, INFORMING -> ciaddr();
      case SELECTING_ANOTHER, BOOTP, OTHER -> Optional.empty();
    };
  }

  /** For how long it wants the address (option 51); empty if it does not say. */
  Optional<Duration> time() {
    return packet
        .options()
        .get(OptionCode.LEASE_TIME)
        .filter(value -> value.length() == Integer.BYTES)
        .map(value -> Duration.ofSeconds(Integer.toUnsignedLong(value.asBuffer().getInt())));
  }

  private Optional<Inet4Address> requested() {
    return packet
        .options()
        .get(OptionCode.REQUESTED_ADDRESS)
        .filter(value -> value.length() == Integer.BYTES)
        .map(LeaseRequest::address);
  }

  private static Inet4Address address(Octets octets) {
    return Ipv4.address(Integer.toUnsignedLong(octets.asBuffer().getInt()));
  }

  private Optional<Inet4Address> ciaddr() {
    return Optional.of(packet.ciaddr()).filter(address -> !address.isAnyLocalAddress());
  }

  /** Like {@code 52:54:00:12:34:56 on eth0}. */
  @Override
  public String toString() {
    return mac + " on " + interfaceName;
  }
}
