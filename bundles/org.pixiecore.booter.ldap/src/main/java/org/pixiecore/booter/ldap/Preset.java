package org.pixiecore.booter.ldap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a schema says what machines boot, unless the configuration says otherwise.
 *
 * @param label its name in a configuration
 * @param filter finds a machine's entry; empty if there is no default
 * @param attributes which attribute means what
 * @param groupAttributes attributes of a machine or group that name groups
 * @param memberAttributes attributes of a group that name its machines
 * @param inherit whether the entries above a machine's are groups that it is in
 */
record Preset(
    String label,
    Optional<MacFilter> filter,
    Map<Meaning, String> attributes,
    List<String> groupAttributes,
    List<String> memberAttributes,
    boolean inherit) {

  /** RFC 2307: ieee802Device and bootableDevice; groups by the seeAlso of device (RFC 4519). */
  static final Preset RFC2307 =
      new Preset(
          "rfc2307",
          Optional.of(MacFilter.parse("(&(objectClass=ieee802Device)(macAddress={mac}))")),
          Map.of(Meaning.FILE, "bootFile", Meaning.PARAMETERS, "bootParameter"),
          List.of("seeAlso"),
          List.of(),
          false);

  /** draft-ietf-dhc-ldap-schema, as ISC dhcpd reads it: what is above a host is for it too. */
  static final Preset ISC_DHCP =
      new Preset(
          "isc-dhcp",
          Optional.of(MacFilter.parse("(&(objectClass=dhcpHost)(dhcpHWAddress=ethernet {mac}))")),
          Map.of(
              Meaning.STATEMENTS, "dhcpStatements",
              Meaning.OPTIONS, "dhcpOption",
              Meaning.PARAMETERS, "dhcpComments"),
          List.of("dhcpOptionsDN"),
          List.of("dhcpHostDN"),
          true);

  /** Nothing but what the configuration says. */
  static final Preset CUSTOM =
      new Preset("custom", Optional.empty(), Map.of(), List.of(), List.of(), false);

  private static final List<Preset> ALL = List.of(RFC2307, ISC_DHCP, CUSTOM);

  Preset {
    attributes = Map.copyOf(attributes);
    groupAttributes = List.copyOf(groupAttributes);
    memberAttributes = List.copyOf(memberAttributes);
  }

  /**
   * Finds one by its name in a configuration.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset named(String label) {
    return ALL.stream()
        .filter(preset -> preset.label.equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  static String labels() {
    return ALL.stream().map(Preset::label).collect(Collectors.joining(", ", "one of ", ""));
  }
}
