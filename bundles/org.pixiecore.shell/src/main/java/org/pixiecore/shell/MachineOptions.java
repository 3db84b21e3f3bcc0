package org.pixiecore.shell;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

/** What a person says of a machine; each empty where nothing is said. */
record MachineOptions(
    Optional<String> architecture,
    Optional<String> firmware,
    Optional<String> stage,
    Optional<String> serial,
    Optional<String> uuid,
    Optional<String> relay,
    Optional<String> interfaceName) {

  private static final String IPXE_USER_CLASS = "iPXE";
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /**
   * The machine that is meant.
   *
   * @param seen as it asked last; empty if it has not
   * @throws IllegalArgumentException if an option is wrong, or two do not go together
   */
  Machine applyTo(MacAddress mac, Optional<Machine> seen) {
    Optional<Firmware> saidFirmware = firmware.map(Firmware::parse);
    // only a boot loader gets as far as its script
    BootStage meant =
        stage
            .map(MachineOptions::parseStage)
            .or(() -> serial.map(known -> BootStage.SCRIPT))
            .or(
                () ->
                    saidFirmware
                        .filter(MachineOptions::onlyAsksForOffers)
                        .map(f -> BootStage.OFFER))
            .or(() -> seen.map(Machine::stage))
            .orElse(BootStage.SCRIPT);
    Firmware asking =
        saidFirmware.orElseGet(
            () ->
                meant == BootStage.SCRIPT
                    ? Firmware.IPXE
                    : seen.map(Machine::firmware).orElse(Firmware.PXE));
    if (meant == BootStage.SCRIPT && onlyAsksForOffers(asking)) {
      throw new IllegalArgumentException("--stage script is never asked by --firmware " + asking);
    }
    if (meant == BootStage.OFFER && serial.isPresent()) {
      throw new IllegalArgumentException("--serial is known at --stage script alone");
    }
    boolean asSeen =
        seen.filter(last -> last.stage() == meant && last.firmware() == asking).isPresent();
    return new Machine(
        mac,
        architecture
            .map(Architecture::parse)
            .or(() -> seen.map(Machine::architecture))
            .orElseGet(() -> usualFor(asking)),
        asking,
        meant,
        uuid.map(MachineOptions::parseUuid).or(() -> seen.flatMap(Machine::uuid)),
        meant == BootStage.OFFER
            ? Optional.empty()
            : serial.map(String::strip).or(() -> seen.flatMap(Machine::serial)),
        asSeen ? seen.flatMap(Machine::userClass) : userClass(asking, meant),
        network(seen.map(Machine::network).orElse(Network.UNKNOWN)));
  }

  private Network network(Network seen) {
    if (interfaceName.isEmpty() && relay.isEmpty()) {
      return seen;
    }
    boolean sameInterface = interfaceName.isEmpty() || interfaceName.equals(seen.interfaceName());
    return new Network(
        interfaceName.or(seen::interfaceName),
        sameInterface ? seen.server() : Optional.empty(),
        relay
            .map(text -> new RelayAgent(parseIpv4(text), Optional.empty(), Optional.empty()))
            .or(() -> sameInterface ? seen.relay() : Optional.empty()));
  }

  private static Optional<String> userClass(Firmware firmware, BootStage stage) {
    return firmware == Firmware.IPXE && stage == BootStage.OFFER
        ? Optional.of(IPXE_USER_CLASS)
        : Optional.empty();
  }

  private static Architecture usualFor(Firmware firmware) {
    return switch (firmware) {
      case PXE, HTTP_BOOT, IPXE, GRUB -> Architecture.EFI_X86_64;
      case PXELINUX -> Architecture.X86_BIOS; // it runs on nothing else
      case U_BOOT -> Architecture.UBOOT_ARM64;
      case RASPBERRY_PI -> Architecture.RASPBERRY_PI;
    };
  }

  private static boolean onlyAsksForOffers(Firmware firmware) {
    return firmware == Firmware.PXE || firmware == Firmware.HTTP_BOOT;
  }

  private static BootStage parseStage(String text) {
    try {
      return BootStage.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--stage is offer or script, not \"" + text + "\"", e);
    }
  }

  private static UUID parseUuid(String text) {
    try {
      return UUID.fromString(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--uuid is like 12345678-9abc-def0-1234-56789abcdef0, not \"" + text + "\"", e);
    }
  }

  private static Inet4Address parseIpv4(String text) {
    try {
      if (IPV4.matcher(text).matches()) {
        return (Inet4Address) InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // an octet above 255
    }
    throw new IllegalArgumentException(
        "--relay is an IPv4 address like 192.168.1.1, not \"" + text + "\"");
  }
}
