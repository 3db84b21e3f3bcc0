package org.pixiecore.health;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.Client;

/** Machines that are numbered, and a clock that a test moves. */
final class Machines extends Clock {

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  BooterAsked asked(int machine, String booter, BooterOutcome outcome, String reason) {
    return new BooterAsked(
        now,
        Client.of(new MacAddress(machine)),
        booter,
        outcome,
        Duration.ofMillis(1),
        Optional.of(reason).filter(text -> !text.isEmpty()));
  }

  /** It boots a kernel and initrds. */
  Decided boots(int machine, Path kernel, Path... initrds) {
    BootSpec spec =
        new BootSpec.KernelBoot(
            BootFile.of(kernel),
            Arrays.stream(initrds).map(BootFile::of).toList(),
            CommandLine.EMPTY,
            Optional.empty());
    return decided(machine, new BootDecision.Boot(spec, "static-lab"));
  }

  Decided decided(int machine, BootDecision decision) {
    MacAddress mac = new MacAddress(machine);
    return new Decided(
        now,
        Client.of(mac),
        new Machine(mac, Architecture.EFI_X86_64, Firmware.PXE, Optional.empty()),
        decision,
        Duration.ofMillis(1));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
