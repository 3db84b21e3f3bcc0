package org.pixiecore.api;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A machine that asks to boot, as far as its packets tell.
 *
 * @param mac the address of the interface that it boots from
 * @param architecture the first one that it names (option 93); one machine may name another at a
 *     later stage of the same boot
 * @param firmware what on the machine is asking now
 * @param uuid option 97 (RFC 4578 section 2.3) as {@code dmidecode} and the label on the machine
 *     show it; empty where the firmware sends none, as some real ones do
 */
public record Machine(
    MacAddress mac, Architecture architecture, Firmware firmware, Optional<UUID> uuid) {

  public Machine {
    Objects.requireNonNull(mac, "mac");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(firmware, "firmware");
    Objects.requireNonNull(uuid, "uuid");
  }

  /** MAC and architecture, for a log line. */
  @Override
  public String toString() {
    return mac + " (" + architecture + (firmware == Firmware.IPXE ? ", iPXE)" : ")");
  }
}
