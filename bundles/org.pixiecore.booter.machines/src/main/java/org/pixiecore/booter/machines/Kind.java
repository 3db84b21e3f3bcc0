package org.pixiecore.booter.machines;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.Machine;
import org.pixiecore.api.RelayAgent;

/** By what machines may be selected: the names that a {@code select} may hold. */
enum Kind {
  MAC("a MAC address like 52:54:00:12:34:56, or its first octets like 52:54:00"),
  UUID("a UUID like 4c4c4544-0042-3510-8052-b4c04f4d4e31, as dmidecode shows it"),
  SERIAL("the maker's serial number"),
  ARCHITECTURE(ArchitectureChoice.EXPECTED),
  FIRMWARE("one of " + Firmware.words()),
  SUBNET("an IPv4 subnet like 10.4.0.0/16"),
  RELAY("a relay's IPv4 address, or a subnet like 10.4.0.0/16"),
  CIRCUIT_ID("option 82.1, in hexadecimal digits or as text"),
  REMOTE_ID("option 82.2, in hexadecimal digits or as text"),
  INTERFACE("the name of an interface of this server, like eth0");

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final String expected;

  Kind(String expected) {
    this.expected = expected;
  }

  static Optional<Kind> named(String name) {
    return Stream.of(values()).filter(kind -> kind.key().equals(name)).findFirst();
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What may be given, for people. */
  String expected() {
    return expected;
  }

  /**
   * Reads what a person writes.
   *
   * @throws IllegalArgumentException if it is not what is {@link #expected}
   */
  Criterion parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    String stripped = text.strip();
    return switch (this) {
      case MAC -> mac(stripped);
      case UUID -> uuid(stripped);
      case SERIAL -> Criterion.identity(Machine::serial, stripped, String::equalsIgnoreCase);
      case ARCHITECTURE -> architecture(stripped);
      case FIRMWARE -> firmware(stripped);
      case SUBNET -> subnet(stripped);
      case RELAY -> relay(stripped);
      case CIRCUIT_ID -> identifier(stripped, RelayAgent::circuitId);
      case REMOTE_ID -> identifier(stripped, RelayAgent::remoteId);
      case INTERFACE -> interfaceName(stripped);
    };
  }

  private static Criterion mac(String text) {
    MacPrefix prefix = MacPrefix.parse(text);
    return Criterion.known(
        machine -> prefix.matches(machine.mac()),
        prefix.octets() == MacAddress.LENGTH
            ? Specificity.IDENTITY
            : Specificity.macOctets(prefix.octets()));
  }

  private static Criterion uuid(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("it has another form");
    }
    return Criterion.identity(Machine::uuid, java.util.UUID.fromString(text), Object::equals);
  }

  private static Criterion architecture(String text) {
    ArchitectureChoice choice = ArchitectureChoice.parse(text);
    return Criterion.known(
        machine -> choice.includes(machine.architecture()), choice.specificity());
  }

  private static Criterion firmware(String text) {
    Firmware firmware = Firmware.parse(text);
    return Criterion.known(machine -> machine.firmware() == firmware, Specificity.FIRMWARE);
  }

  private static Criterion subnet(String text) {
    Cidr subnet = Cidr.parse(text);
    return Criterion.known(
        machine -> machine.network().subnetAddress().filter(subnet::contains).isPresent(),
        Specificity.prefix(subnet.bits()));
  }

  private static Criterion relay(String text) {
    Cidr subnet = Cidr.parse(text);
    return Criterion.known(
        machine ->
            machine.network().relay().map(RelayAgent::address).filter(subnet::contains).isPresent(),
        Specificity.prefix(subnet.bits()));
  }

  private static Criterion identifier(String text, Function<RelayAgent, Optional<String>> sent) {
    RelayIdentifier identifier = RelayIdentifier.parse(text);
    return Criterion.known(
        machine -> machine.network().relay().flatMap(sent).filter(identifier::matches).isPresent(),
        Specificity.PORT);
  }

  private static Criterion interfaceName(String text) {
    return Criterion.known(
        machine -> machine.network().interfaceName().filter(text::equals).isPresent(),
        Specificity.INTERFACE);
  }
}
