package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pixiecore.dhcp.DhcpSurvey.Finding;

/** Whether addresses are given on a link. */
sealed interface Service {

  /**
   * How long nobody must have answered before this server does. Of the servers that people have,
   * dnsmasq takes longest: it listens for 3 s whether an address is in use before it offers it.
   */
  Duration SILENCE = Duration.ofSeconds(10);

  /**
   * The same on a link on which there was a server before: it may be starting anew, and two servers
   * that do not know of each other give two machines one address.
   */
  Duration SILENCE_AFTER_A_SERVER = Duration.ofMinutes(10);

  /** They are, because a person says so. */
  record Ordered() implements Service {}

  /** They are, because nobody else gives any. */
  record Given() implements Service {}

  /** They are, though there are other servers. */
  record GivenBeside(Set<Inet4Address> servers) implements Service {}

  /** They are not, because there are other servers. */
  record LeftTo(Set<Inet4Address> servers) implements Service {}

  /** They are not, because there was another server lately. */
  record AfterAServer() implements Service {}

  /** They are not yet: it is not certain that there is no other server. */
  record Listening() implements Service {}

  /**
   * They are not, and it is not known whether there is another server.
   *
   * @param reason why not
   */
  record Unsure(String reason) implements Service {}

  /** They are nowhere. */
  record Off() implements Service {}

  /**
   * Decides.
   *
   * @param finding what is known of other servers on the link
   * @param serverSeen when one was last noticed there; empty for never
   */
  static Service of(Mode mode, Finding finding, Optional<Instant> serverSeen, Instant now) {
    return switch (mode) {
      case PROXY -> new Off();
      case SERVER ->
          finding instanceof Finding.Servers others
              ? new GivenBeside(others.servers())
              : new Ordered();
      case AUTO -> auto(finding, serverSeen, now);
    };
  }

  private static Service auto(Finding finding, Optional<Instant> serverSeen, Instant now) {
    if (finding instanceof Finding.Servers others) {
      return new LeftTo(others.servers());
    }
    if (finding instanceof Finding.Nobody nobody) {
      if (serverSeen.isPresent() && now.isBefore(serverSeen.get().plus(SILENCE_AFTER_A_SERVER))) {
        return new AfterAServer();
      }
      return nobody.silence().compareTo(SILENCE) >= 0 ? new Given() : new Listening();
    }
    return new Unsure(finding instanceof Finding.Unknown unknown ? unknown.reason() : "");
  }

  /** Whether addresses are given. */
  default boolean isGiven() {
    return this instanceof Ordered || this instanceof Given || this instanceof GivenBeside;
  }

  /** What it is, for people, in words that follow an interface's name and a colon. */
  default String words() {
    if (this instanceof Ordered) {
      return "machines get their addresses from here, as mode = server says";
    }
    if (this instanceof Given) {
      return "no other DHCP server answers, so machines get their addresses from here";
    }
    if (this instanceof GivenBeside beside) {
      return "machines get their addresses from here, as mode = server says, BUT "
          + literals(beside.servers())
          + " gives addresses too: two machines may get the same one. Stop one of the two servers,"
          + " or say mode = auto";
    }
    if (this instanceof LeftTo left) {
      return "the DHCP server "
          + literals(left.servers())
          + " gives addresses, so none are given from here. Machines that have one from here keep"
          + " it until its time is over, and then get theirs from that server";
    }
    if (this instanceof AfterAServer) {
      return "the DHCP server that was there is silent; addresses are given from here once it has"
          + " been so for "
          + SILENCE_AFTER_A_SERVER.toMinutes()
          + " minutes";
    }
    if (this instanceof Listening) {
      return "no address is given yet: it is listened for another DHCP server";
    }
    if (this instanceof Unsure unsure) {
      return "no address is given, because it is not known whether there is another DHCP server: "
          + unsure.reason();
    }
    return "no addresses are given from here";
  }

  private static String literals(Set<Inet4Address> servers) {
    return String.join(", ", servers.stream().map(Inet4Address::getHostAddress).sorted().toList());
  }
}
