package org.pixiecore.http;

import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * A machine in the query of a URL: {@code mac=52:54:00:12:34:56&arch=7&uuid=...}, so that a boot
 * needs no memory of it on the server.
 */
final class MachineQuery {

  static final String MAC = "mac";
  private static final String ARCHITECTURE = "arch";
  private static final String UUID_KEY = "uuid";

  private MachineQuery() {}

  static String of(Machine machine) {
    String query =
        MAC + "=" + machine.mac() + "&" + ARCHITECTURE + "=" + machine.architecture().code();
    return machine.uuid().map(uuid -> query + "&" + UUID_KEY + "=" + uuid).orElse(query);
  }

  /**
   * The machine that a client says it is; as it asks for a script, iPXE runs on it.
   *
   * @param parameter gives the value of a query's key; null if there is none
   * @throws IllegalArgumentException if something is missing or malformed; the message says what
   *     was expected, and repeats none of what was given
   */
  static Machine parse(UnaryOperator<String> parameter) {
    return new Machine(mac(parameter), architecture(parameter), Firmware.IPXE, uuid(parameter));
  }

  private static MacAddress mac(UnaryOperator<String> parameter) {
    try {
      return MacAddress.parse(given(parameter, MAC));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("mac must be six octets like 52:54:00:12:34:56", e);
    }
  }

  private static Architecture architecture(UnaryOperator<String> parameter) {
    try {
      return new Architecture(Integer.parseInt(given(parameter, ARCHITECTURE)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "arch must be a DHCP architecture code, from 0 to 65535", e);
    }
  }

  private static Optional<UUID> uuid(UnaryOperator<String> parameter) {
    String text = parameter.apply(UUID_KEY);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "uuid must be like 12345678-9abc-def0-1234-56789abcdef0, or left out", e);
    }
  }

  private static String given(UnaryOperator<String> parameter, String key) {
    String value = parameter.apply(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
