package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

/**
 * A machine in the query or path of a URL, with all that its booter may decide on, so that a boot
 * needs no memory of it on the server: {@code mac=52:54:00:12:34:56&arch=7&uuid=...}.
 */
final class MachineQuery {

  static final String MAC = FileUrls.MAC;
  private static final String ARCHITECTURE = "arch";
  private static final String UUID_KEY = "uuid";
  private static final String SERIAL = "serial";
  private static final String INTERFACE = "nic";
  private static final String RELAY = "relay";
  private static final String CIRCUIT = "circuit";
  private static final String REMOTE = "remote";

  /**
   * What iPXE replaces by the serial number. In hexadecimal: some versions decode the rest of the
   * query and do not encode it again, by which {@code &} and {@code +} get another meaning.
   */
  private static final String IPXE_SERIAL = "${serial:hexhyp}";

  private static final Pattern HEX_WITH_HYPHENS =
      Pattern.compile("(?i)[0-9a-f]{2}(?:-[0-9a-f]{2}){0,254}");

  private static final Pattern INTERFACE_NAME = Pattern.compile("[^\\s/\\p{Cntrl}]{1,32}");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  private MachineQuery() {}

  /**
   * The query of a machine that iPXE runs on.
   *
   * @param longest in characters; what does not fit any more, the least important last, is left out
   */
  static String of(Machine machine, int longest) {
    return query(machine, ":", Optional.of("&" + SERIAL + "=" + IPXE_SERIAL), longest);
  }

  /**
   * The same as one segment of a path, for programs in which no setting expands, and which may take
   * a colon for a port's or a scheme's.
   */
  static String segment(Machine machine, int longest) {
    return query(machine, "-", Optional.empty(), longest);
  }

  private static String query(
      Machine machine, String separator, Optional<String> serial, int longest) {
    StringBuilder query = new StringBuilder();
    query.append(MAC).append('=').append(machine.mac().toString(separator));
    query.append('&').append(ARCHITECTURE).append('=').append(machine.architecture().code());
    Optional<RelayAgent> relay = machine.network().relay();
    Stream.of(
            machine.uuid().map(uuid -> pair(UUID_KEY, uuid.toString())),
            serial,
            relay.map(agent -> pair(RELAY, agent.address().getHostAddress())),
            machine
                .network()
                .interfaceName()
                .filter(name -> INTERFACE_NAME.matcher(name).matches())
                .map(name -> pair(INTERFACE, name)),
            relay.flatMap(RelayAgent::circuitId).map(id -> pair(CIRCUIT, id)),
            relay.flatMap(RelayAgent::remoteId).map(id -> pair(REMOTE, id)))
        .flatMap(Optional::stream)
        .filter(pair -> query.length() + pair.length() <= longest)
        .forEachOrdered(query::append);
    return query.toString();
  }

  private static String pair(String key, String value) {
    return "&" + key + "=" + URLEncoder.encode(value, UTF_8);
  }

  /**
   * The machine that a client says it is; as it asks for a script, iPXE runs on it.
   *
   * @param parameter gives the value of a query's key; null if there is none
   * @param server this server's address that was asked; of IPv6 nothing is known to booters
   * @throws IllegalArgumentException if something is missing or malformed; the message says what
   *     was expected, and repeats none of what was given
   */
  static Machine parse(UnaryOperator<String> parameter, Optional<Inet4Address> server) {
    return parse(parameter, server, Firmware.IPXE);
  }

  /**
   * The machine of a {@link #segment}. What asks on it is its firmware, or what that has loaded.
   *
   * @param segment as it stands in the URL
   * @throws IllegalArgumentException as {@link #parse(UnaryOperator, Optional)}
   */
  static Machine parseSegment(String segment, Optional<Inet4Address> server) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : segment.split("&", -1)) {
      String[] keyAndValue = pair.split("=", 2);
      if (keyAndValue.length == 2) {
        parameters.putIfAbsent(keyAndValue[0], URLDecoder.decode(keyAndValue[1], UTF_8));
      }
    }
    Firmware firmware = architecture(parameters::get).byHttp() ? Firmware.HTTP_BOOT : Firmware.PXE;
    return parse(parameters::get, server, firmware);
  }

  private static Machine parse(
      UnaryOperator<String> parameter, Optional<Inet4Address> server, Firmware firmware) {
    return new Machine(
        mac(parameter),
        architecture(parameter),
        firmware,
        BootStage.SCRIPT,
        uuid(parameter),
        serial(parameter),
        Optional.empty(),
        new Network(interfaceName(parameter), server, relay(parameter)));
  }

  /** Of an IPv4 address as a literal; empty for what is none. */
  static Optional<Inet4Address> ipv4(String literal) {
    if (!IPV4.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of((Inet4Address) InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      // an octet above 255
      return Optional.empty();
    }
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

  /** What the maker did not fill in is passed on as it is; only of nothing there is none. */
  private static Optional<String> serial(UnaryOperator<String> parameter) {
    String text = parameter.apply(SERIAL);
    if (text == null || text.isEmpty() || text.equals(IPXE_SERIAL)) {
      return Optional.empty();
    }
    if (!HEX_WITH_HYPHENS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "serial must be up to 255 octets of UTF-8 like 53-4e-31, or left out");
    }
    String serial = new String(HexFormat.ofDelimiter("-").parseHex(text), UTF_8);
    return Optional.of(serial.replaceAll("\\p{Cntrl}", " ").strip()).filter(s -> !s.isEmpty());
  }

  private static Optional<String> interfaceName(UnaryOperator<String> parameter) {
    Optional<String> name = Optional.ofNullable(parameter.apply(INTERFACE));
    if (name.isPresent() && !INTERFACE_NAME.matcher(name.get()).matches()) {
      throw new IllegalArgumentException("nic must be an interface's name, or left out");
    }
    return name;
  }

  private static Optional<RelayAgent> relay(UnaryOperator<String> parameter) {
    String address = parameter.apply(RELAY);
    if (address == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RelayAgent(
            ipv4(address)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "relay must be an IPv4 address like 10.1.0.1, or left out")),
            Optional.ofNullable(parameter.apply(CIRCUIT)),
            Optional.ofNullable(parameter.apply(REMOTE))));
  }

  private static String given(UnaryOperator<String> parameter, String key) {
    String value = parameter.apply(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
