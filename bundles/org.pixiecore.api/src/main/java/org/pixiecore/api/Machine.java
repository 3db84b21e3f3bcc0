package org.pixiecore.api;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A machine that asks to boot, as far as its packets tell. Two that are equal ask the same
 * question, so nothing is in it that changes from one packet of a stage to the next.
 *
 * @param mac the address of the interface that it boots from
 * @param architecture the first one that it names (option 93); one machine may name another at a
 *     later stage of the same boot
 * @param firmware what on the machine is asking now
 * @param stage how far its boot has come
 * @param uuid option 97 (RFC 4578 section 2.3) as {@code dmidecode} and the label on the machine
 *     show it; empty where the firmware sends none, as some real ones do
 * @param serial its maker's serial number (SMBIOS type 1), stripped; no packet has it, but iPXE
 *     tells it when it asks for its script, so it is empty at every {@linkplain BootStage#OFFER
 *     offer}, and where the machine has none. See {@link BootSpec.Identify}.
 * @param userClass option 77 (RFC 3004) of a packet, as text; empty where none was sent, and at
 *     {@link BootStage#SCRIPT}
 * @param network where it asks from
 */
public record Machine(
    MacAddress mac,
    Architecture architecture,
    Firmware firmware,
    BootStage stage,
    Optional<UUID> uuid,
    Optional<String> serial,
    Optional<String> userClass,
    Network network) {

  public Machine {
    Objects.requireNonNull(mac, "mac");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(firmware, "firmware");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(serial, "serial");
    Objects.requireNonNull(userClass, "userClass");
    Objects.requireNonNull(network, "network");
  }

  /** A machine of which no more than this is known, at its first stage. */
  public Machine(
      MacAddress mac, Architecture architecture, Firmware firmware, Optional<UUID> uuid) {
    this(
        mac,
        architecture,
        firmware,
        BootStage.OFFER,
        uuid,
        Optional.empty(),
        Optional.empty(),
        Network.UNKNOWN);
  }

  /** The same machine, asking from there. */
  public Machine at(Network where) {
    return new Machine(mac, architecture, firmware, stage, uuid, serial, userClass, where);
  }

  /** MAC and architecture, for a log line. */
  @Override
  public String toString() {
    return mac + " (" + architecture + (firmware == Firmware.IPXE ? ", iPXE)" : ")");
  }
}
