package org.pixiecore.api.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A choice of network interfaces, by name or by one of their addresses.
 *
 * @param names interface names and literal addresses; empty for all interfaces
 */
public record Interfaces(List<String> names) {

  /** Every interface. */
  public static final Interfaces ALL = new Interfaces(List.of());

  /** What a configuration may say, for people. */
  public static final String ALLOWED =
      "interface names like eth0 and addresses like 192.168.1.5, with commas between; none for all";

  // what Linux allows in an interface name (dev_valid_name), and IPv4 or IPv6 literals
  private static final Pattern NAME = Pattern.compile("[^\\s/:,]{1,15}|[0-9a-fA-F:.]{2,45}");

  public Interfaces {
    names = List.copyOf(names);
  }

  /** Reads the choice from a configuration. */
  public static Interfaces read(Configuration configuration, String key) {
    return new Interfaces(configuration.list(key, ALLOWED, Interfaces::checked));
  }

  /** Whether an interface's address is chosen, by itself or by its interface's name. */
  public boolean include(String interfaceName, InetAddress address) {
    return names.isEmpty() || names.contains(interfaceName) || names.contains(literal(address));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException();
    }
    return name.contains(":") ? literal(ipv6(name)) : name;
  }

  private static InetAddress ipv6(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + literal + "\" is no IPv6 address", e);
    }
  }

  /** Of the many ways to write an IPv6 address, one, and without its zone. */
  private static String literal(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}
