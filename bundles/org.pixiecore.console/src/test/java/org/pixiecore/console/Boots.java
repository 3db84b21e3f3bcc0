package org.pixiecore.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;

/** Boots of machines, at the points where tests want them. */
final class Boots {

  static final Instant NOW = Instant.parse("2026-11-27T10:15:30Z");

  private final MacAddress mac;
  private final Instant began;
  private Optional<String> vendor = Optional.of("QEMU virtual NIC");
  private Architecture architecture = Architecture.EFI_X86_64;
  private Optional<InetAddress> address = Optional.empty();
  private Optional<String> boots = Optional.empty();
  private final List<FileTransfer> running = new ArrayList<>();
  private final List<Step> timeline = new ArrayList<>();
  private Optional<Diagnosis> diagnosis = Optional.empty();

  private Boots(String mac, Instant began) {
    this.mac = MacAddress.parse(mac);
    this.began = began;
  }

  static Boots of(String mac) {
    return new Boots(mac, NOW);
  }

  static Boots of(String mac, Instant began) {
    return new Boots(mac, began);
  }

  Boots vendor(String name) {
    vendor = Optional.of(name);
    return this;
  }

  Boots architecture(Architecture other) {
    architecture = other;
    return this;
  }

  Boots at(String ip) {
    address = Optional.of(address(ip));
    return this;
  }

  Boots boots(String what) {
    boots = Optional.of(what);
    return this;
  }

  Boots loads(FileTransfer.Protocol protocol, String name, long sent, long size) {
    running.add(transfer(protocol, name, new AtomicLong(sent), size));
    return this;
  }

  Boots loads(FileTransfer transfer) {
    running.add(transfer);
    return this;
  }

  Boots step(int second, ChainLink link, String text) {
    return step(second, link, Step.Tone.PROGRESS, text);
  }

  Boots step(int second, ChainLink link, Step.Tone tone, String text) {
    timeline.add(new Step(began.plusSeconds(second), link, tone, text));
    return this;
  }

  Boots diagnosed(Diagnosis.Cause cause, ChainLink link, String problem, String advice) {
    diagnosis = Optional.of(new Diagnosis(cause, heard(), link, problem, advice));
    return this;
  }

  MachineBoot in(BootState state, ChainLink link) {
    return new MachineBoot(
        mac,
        vendor,
        Optional.of(machine()),
        address,
        state,
        link,
        began,
        heard(),
        boots,
        running,
        timeline,
        0,
        diagnosis);
  }

  static FileTransfer transfer(
      FileTransfer.Protocol protocol, String name, AtomicLong sent, long size) {
    return new FileTransfer(protocol, name, Optional.empty(), OptionalLong.of(size), sent::get);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private Instant heard() {
    return timeline.isEmpty() ? began : timeline.get(timeline.size() - 1).at();
  }

  private Machine machine() {
    return new Machine(
        mac,
        architecture,
        Firmware.PXE,
        BootStage.OFFER,
        Optional.of(UUID.fromString("4c4c4544-0042-4d10-8031-b4c04f4a4d32")),
        Optional.empty(),
        Optional.empty(),
        new Network(Optional.of("eth0"), Optional.empty(), Optional.empty()));
  }
}
