package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

class MachineQueryTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");
  private static final UUID SOME_UUID = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
  private static final Optional<Inet4Address> SERVER = MachineQuery.ipv4("10.0.0.5");
  private static final String SOUND = "mac=52:54:00:12:34:56&arch=0";

  @ParameterizedTest
  @ValueSource(strings = {"eth0", "br-lan@if3", "a&b=${c}%", "eth0:1"})
  void aMachineComesBackAsIpxeFromWhereItAsked(String interfaceName) {
    Network network =
        new Network(
            Optional.of(interfaceName),
            SERVER,
            Optional.of(
                new RelayAgent(
                    MachineQuery.ipv4("10.1.0.1").orElseThrow(),
                    Optional.of("00040001"),
                    Optional.of("beef"))));
    Machine offered =
        new Machine(
            MAC,
            new Architecture(65535),
            Firmware.PXE,
            BootStage.OFFER,
            Optional.of(SOME_UUID),
            Optional.empty(),
            Optional.of("iPXE"),
            network);
    assertThat(parse(MachineQuery.of(offered, 1000)))
        .isEqualTo(
            new Machine(
                MAC,
                new Architecture(65535),
                Firmware.IPXE,
                BootStage.SCRIPT,
                Optional.of(SOME_UUID),
                Optional.empty(),
                Optional.empty(),
                network));
  }

  /** Of letters, digits and few other characters, as a boot loader's parser of URLs has them. */
  @Test
  void aFoldersNameTellsTheSameInOneSegmentWithoutColonsAndSettings() {
    Network network =
        new Network(
            Optional.of("eth0"),
            SERVER,
            Optional.of(
                new RelayAgent(
                    MachineQuery.ipv4("10.1.0.1").orElseThrow(),
                    Optional.of("00040001"),
                    Optional.of("beef"))));
    Machine machine = new Machine(MAC, new Architecture(16), Firmware.PXE, Optional.of(SOME_UUID));
    String segment = MachineQuery.segment(machine.at(network), 1000);

    assertThat(segment).matches("[A-Za-z0-9=&.-]+");
    assertThat(MachineQuery.parseSegment(segment, SERVER))
        .isEqualTo(
            new Machine(
                MAC,
                new Architecture(16),
                Firmware.HTTP_BOOT,
                BootStage.SCRIPT,
                Optional.of(SOME_UUID),
                Optional.empty(),
                Optional.empty(),
                network));
  }

  @Test
  void anInterfaceWhoseNameNoQueryTakesIsLeftOut() {
    Machine machine =
        new Machine(MAC, Architecture.X86_BIOS, Firmware.PXE, Optional.empty())
            .at(new Network(Optional.of("a b"), SERVER, Optional.empty()));
    assertThat(MachineQuery.of(machine, 1000)).doesNotContain("nic");
  }

  @ParameterizedTest
  @CsvSource({
    "0, mac=52:54:00:12:34:56&arch=0",
    "69, mac=52:54:00:12:34:56&arch=0&serial=${serial:hexhyp}",
    "93, mac=52:54:00:12:34:56&arch=0&uuid=12345678-9abc-def0-1234-56789abcdef0",
  })
  void whatDoesNotFitIsLeftOut(int longest, String query) {
    Machine machine = new Machine(MAC, Architecture.X86_BIOS, Firmware.PXE, Optional.of(SOME_UUID));
    assertThat(MachineQuery.of(machine, longest)).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource({
    "'SN 1', SN 1",
    "' SN&1+%#\u0000', SN&1+%#",
    "To Be Filled By O.E.M., To Be Filled By O.E.M.",
    "0000000, 0000000",
    "Grüße, Grüße",
    "'   ', ",
  })
  void aSerialNumberIsWhatTheMachineSaysStripped(String said, String serial) {
    String hex = HexFormat.ofDelimiter("-").formatHex(said.getBytes(UTF_8));
    assertThat(parse(SOUND + "&serial=" + hex).serial()).isEqualTo(Optional.ofNullable(serial));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&serial=", "&serial=${serial:hexhyp}"})
  void aMachineMayHaveNoSerialNumberOrAClientThatDoesNotAskForIt(String serial) {
    assertThat(parse(SOUND + serial).serial()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "arch=0, mac must be",
    "mac=&arch=0, mac must be",
    "mac=52:54:00:12:34&arch=0, mac must be",
    "mac=52:54:00:12:34:56, arch must be",
    "mac=52:54:00:12:34:56&arch=x, arch must be",
    "mac=52:54:00:12:34:56&arch=-1, arch must be",
    "mac=52:54:00:12:34:56&arch=65536, arch must be",
    "mac=52:54:00:12:34:56&arch=99999999999, arch must be",
    "mac=52:54:00:12:34:56&arch=0&uuid=, uuid must be",
    "mac=52:54:00:12:34:56&arch=0&uuid=<script>, uuid must be",
    "mac=52:54:00:12:34:56&arch=0&serial=<script>, serial must be",
    "mac=52:54:00:12:34:56&arch=0&serial=5, serial must be",
    "mac=52:54:00:12:34:56&arch=0&nic=, nic must be",
    "mac=52:54:00:12:34:56&arch=0&nic=a/b, nic must be",
    "mac=52:54:00:12:34:56&arch=0&nic=123456789012345678901234567890123, nic must be",
    "mac=52:54:00:12:34:56&arch=0&relay=, relay must be",
    "mac=52:54:00:12:34:56&arch=0&relay=1.2.3.256, relay must be",
    "mac=52:54:00:12:34:56&arch=0&relay=localhost, relay must be",
    "mac=52:54:00:12:34:56&arch=0&relay=1.2.3.4&circuit=, an identifier of option 82",
    "mac=52:54:00:12:34:56&arch=0&relay=1.2.3.4&remote=<>, an identifier of option 82",
  })
  void whatIsMissingOrMalformedIsSaidWithoutRepeatingIt(String query, String message) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("<");
  }

  @Test
  void aSerialNumberWithoutEndIsRefused() {
    assertThatThrownBy(() -> parse(SOUND + "&serial=" + "00-".repeat(100_000) + "00"))
        .hasMessageStartingWith("serial must be");
  }

  private static Machine parse(String query) {
    Map<String, String> values = new HashMap<>();
    Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> values.put(pair[0], decoded(pair[1])));
    return MachineQuery.parse(values::get, SERVER);
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, UTF_8);
  }
}
