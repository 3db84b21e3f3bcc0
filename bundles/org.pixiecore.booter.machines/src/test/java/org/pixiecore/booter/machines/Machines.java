package org.pixiecore.booter.machines;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

/** Machines that ask. */
final class Machines {

  static final String MAC = "52:54:00:12:34:56";
  static final String UUID_TEXT = "4c4c4544-0042-3510-8052-b4c04f4d4e31";

  private Machines() {}

  /** A UEFI x86-64 machine's firmware, without a UUID. */
  static Machine offer(String mac) {
    return new Machine(
        MacAddress.parse(mac), Architecture.EFI_X86_64, Firmware.PXE, Optional.empty());
  }

  /** The same one's iPXE. */
  static Machine script(String mac) {
    return told(mac, Optional.empty(), Optional.empty());
  }

  static Machine script(String mac, String serial) {
    return told(mac, Optional.empty(), Optional.of(serial));
  }

  /** A machine of which everything is known. */
  static Machine known() {
    return told(MAC, Optional.of(UUID.fromString(UUID_TEXT)), Optional.of("ABC123")).at(relayed());
  }

  static Machine architecture(int code) {
    return new Machine(
        MacAddress.parse(MAC), new Architecture(code), Firmware.PXE, Optional.empty());
  }

  /** Through relay 10.4.2.1, which says the port 00040001 and the switch {@code sw-1}. */
  static Network relayed() {
    return new Network(
        Optional.of("eth1"),
        Optional.of(address("192.168.1.5")),
        Optional.of(
            new RelayAgent(address("10.4.2.1"), Optional.of("00040001"), Optional.of("73772d31"))));
  }

  /** On eth0, where this server is 192.168.1.5. */
  static Network direct() {
    return new Network(Optional.of("eth0"), Optional.of(address("192.168.1.5")), Optional.empty());
  }

  private static Machine told(String mac, Optional<UUID> uuid, Optional<String> serial) {
    return new Machine(
        MacAddress.parse(mac),
        Architecture.EFI_X86_64,
        Firmware.IPXE,
        BootStage.SCRIPT,
        uuid,
        serial,
        Optional.empty(),
        Network.UNKNOWN);
  }

  private static Inet4Address address(String text) {
    try {
      return (Inet4Address) InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
