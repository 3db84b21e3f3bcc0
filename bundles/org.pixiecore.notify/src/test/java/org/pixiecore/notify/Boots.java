package org.pixiecore.notify;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

/** Machines at some state of their boot. */
final class Boots {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");
  static final MacAddress OTHER = MacAddress.parse("52:54:00:12:34:57");
  static final Diagnosis STALLED = diagnosis(Diagnosis.Cause.PROGRAM_STALLED, NOON.plusSeconds(90));

  private Boots() {}

  static MachineBoot at(BootState state) {
    return at(MAC, state);
  }

  static MachineBoot at(MacAddress mac, BootState state) {
    return boot(mac, state, NOON, Optional.empty());
  }

  static MachineBoot again(BootState state) {
    return boot(MAC, state, NOON.plusSeconds(3600), Optional.empty());
  }

  static MachineBoot stuck(Diagnosis diagnosis) {
    return boot(MAC, BootState.STUCK, NOON, Optional.of(diagnosis));
  }

  static Diagnosis diagnosis(Diagnosis.Cause cause, Instant at) {
    return new Diagnosis(
        cause,
        at,
        ChainLink.PROGRAM,
        "The transfer of snponly.efi stopped at octet 131072.",
        "Look for a firewall on the way.");
  }

  private static MachineBoot boot(
      MacAddress mac, BootState state, Instant began, Optional<Diagnosis> diagnosis) {
    Machine machine =
        new Machine(
            mac,
            Architecture.EFI_X86_64,
            Firmware.PXE,
            Optional.of(UUID.fromString("4c4c4544-0042-3510-8052-b4c04f4d3432")));
    return new MachineBoot(
        mac,
        Optional.of("QEMU"),
        Optional.of(machine),
        Optional.of(InetAddress.getLoopbackAddress()),
        state,
        ChainLink.PROGRAM,
        began,
        began.plusSeconds(1),
        Optional.of("/srv/boot/vmlinuz with 1 initrd"),
        List.of(),
        List.of(),
        0,
        diagnosis);
  }
}
