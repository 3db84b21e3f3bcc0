package org.pixiecore.itests;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;

/** A history that knows two machines: one that loads its kernel, and one that is stuck. */
final class RememberedBoots implements BootHistory {

  static final MacAddress LOADING = MacAddress.parse("52:54:00:aa:00:01");
  static final MacAddress STUCK = MacAddress.parse("52:54:00:aa:00:02");

  private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

  @Override
  public List<MachineBoot> machines() {
    return List.of(loading(), stuck());
  }

  @Override
  public Optional<MachineBoot> machine(MacAddress mac) {
    return machines().stream().filter(boot -> boot.mac().equals(mac)).findFirst();
  }

  @Override
  public List<Problem> problems() {
    return List.of(new Problem(STUCK, stuck().diagnosis().orElseThrow()));
  }

  @Override
  public boolean forget(MacAddress mac) {
    return machine(mac).isPresent();
  }

  private static MachineBoot loading() {
    return boot(
        LOADING,
        BootState.LOADING,
        ChainLink.FILES,
        List.of(
            new FileTransfer(
                FileTransfer.Protocol.HTTP,
                "vmlinuz",
                Optional.empty(),
                OptionalLong.of(1 << 20),
                () -> 1 << 19)),
        Optional.empty());
  }

  private static MachineBoot stuck() {
    return boot(
        STUCK,
        BootState.STUCK,
        ChainLink.PROGRAM,
        List.of(),
        Optional.of(
            new Diagnosis(
                Diagnosis.Cause.PROGRAM_STALLED,
                AT,
                ChainLink.PROGRAM,
                "The transfer stopped at octet 1024.",
                "Look at the cable.")));
  }

  private static MachineBoot boot(
      MacAddress mac,
      BootState state,
      ChainLink link,
      List<FileTransfer> running,
      Optional<Diagnosis> diagnosis) {
    return new MachineBoot(
        mac,
        Optional.of("QEMU"),
        Optional.of(new Machine(mac, Architecture.X86_BIOS, Firmware.PXE, Optional.empty())),
        Optional.empty(),
        state,
        link,
        AT,
        AT,
        Optional.empty(),
        running,
        List.of(new Step(AT, ChainLink.OFFER, Step.Tone.PROGRESS, "is offered snponly.efi")),
        0,
        diagnosis);
  }
}
