package org.pixiecore.history;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.DhcpMessage;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

/** A machine that boots in a test: its events as servers report them, and a clock of the test's. */
final class Play {

  static final Instant MORNING = Instant.parse("2026-01-05T06:00:00Z");
  static final InetAddress ROUTER = address("192.168.1.1");
  static final InetAddress SERVER = address("192.168.1.5");
  static final InetAddress ANOTHER = address("192.168.1.9");
  static final String SCRIPT = "http://192.168.1.5:8181/pixiecore/ipxe?mac=52-54-00-00-00-01";

  static final BootSpec KERNEL =
      new BootSpec.KernelBoot(
          file("vmlinuz"), List.of(file("initrd.gz")), CommandLine.EMPTY, Optional.empty());

  final MacAddress mac;
  final InetAddress address = address("192.168.1.101");
  private final Chronicle chronicle;
  private final List<Diagnosis> diagnoses = new ArrayList<>();
  private Firmware firmware = Firmware.PXE;
  private Architecture architecture = Architecture.EFI_X86_64;
  private Duration now = Duration.ofHours(1);

  Play(Chronicle chronicle, MacAddress mac) {
    this.chronicle = chronicle;
    this.mac = mac;
  }

  Play() {
    this(
        new Chronicle(new HistorySettings(100, 200), mac -> Optional.empty()),
        MacAddress.parse("52:54:00:00:00:01"));
  }

  /** One of that kind from its power-on. */
  static Play of(Firmware firmware, Architecture architecture) {
    return new Play().as(firmware, architecture);
  }

  /** From now on that runs on it. */
  Play as(Firmware runs, Architecture named) {
    firmware = runs;
    architecture = named;
    return this;
  }

  // the clock

  /** Lets time pass, and looks every second whether there is a diagnosis. */
  Play after(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      if (chronicle.diagnose(at(), now).contains(mac)) {
        chronicle.diagnosis(mac).ifPresent(diagnoses::add);
      }
    }
    return this;
  }

  private Instant at() {
    return MORNING.plus(now);
  }

  /** Something happens. */
  Play happens(BootEvent event) {
    chronicle.take(event, now);
    if (chronicle.diagnose(mac, at(), now)) {
      chronicle.diagnosis(mac).ifPresent(diagnoses::add);
    }
    return this;
  }

  // DHCP

  Play discovers() {
    return discovers(0);
  }

  Play discovers(int secs) {
    return happens(discover(Optional.of(machine()), secs));
  }

  /** DISCOVERs as EDK2 and PXE ROMs send them, each answered, and nothing else. */
  Play discoversAndIsAnswered(int times, Runnable answer) {
    int[] pauses = {4, 8, 16, 32};
    for (int i = 0; i < times; i++) {
      discovers(i * 4);
      answer.run();
      after(pauses[Math.min(i, pauses.length - 1)]);
    }
    return this;
  }

  Play takesAddress() {
    return takesAddress(ROUTER);
  }

  Play takesAddress(InetAddress server) {
    return happens(request(Optional.of(server)));
  }

  /** As a system does that has booted before. */
  Play asksForItsOldAddress() {
    return happens(request(Optional.empty()));
  }

  private BootEvent request(Optional<InetAddress> server) {
    return new BootEvent.Heard(
        at(),
        Client.of(mac, address),
        DhcpMessage.REQUEST,
        67,
        "eth0",
        Optional.empty(),
        0,
        server);
  }

  Play asksBootServer() {
    return happens(
        new BootEvent.Heard(
            at(),
            Client.of(mac, address),
            DhcpMessage.REQUEST,
            4011,
            "eth0",
            Optional.of(machine()),
            0,
            Optional.empty()));
  }

  /** A system that runs on it, or on any computer. */
  Play discoversForItsSystem() {
    return happens(discover(Optional.empty(), 0));
  }

  private BootEvent discover(Optional<Machine> who, int secs) {
    return new BootEvent.Heard(
        at(), Client.of(mac), DhcpMessage.DISCOVER, 67, "eth0", who, secs, Optional.empty());
  }

  Play isOfferedAnAddress() {
    return otherAnswers(ROUTER, false, true, false);
  }

  Play otherAnswers(InetAddress server, boolean ack, boolean gives, boolean boots) {
    return happens(new BootEvent.OtherAnswer(at(), Client.of(mac), server, ack, gives, boots));
  }

  // decisions and answers

  Play isToBoot(BootSpec spec) {
    return decided(new BootDecision.Boot(spec, "lab"));
  }

  Play isNotOurs() {
    return decided(new BootDecision.NotOurs("no booter is for it"));
  }

  Play isUndecided() {
    return decided(new BootDecision.Undecided("booter api is slow"));
  }

  Play decided(BootDecision decision) {
    return happens(
        new BootEvent.Decided(at(), Client.of(mac), machine(), decision, Duration.ofMillis(12)));
  }

  Play booterIs(BooterOutcome outcome, Duration took, String reason) {
    return happens(
        new BootEvent.BooterAsked(
            at(), Client.of(mac), "api", outcome, took, Optional.ofNullable(reason)));
  }

  Play isToldProgram(String name) {
    return isTold(67, name, Next.BOOT_PROGRAM);
  }

  Play isToldScript() {
    return isTold(67, SCRIPT, Next.SCRIPT);
  }

  Play isTold(int port, String what, Next next) {
    return happens(new BootEvent.Told(at(), Client.of(mac), port, what, next, SERVER));
  }

  Play isUnanswered(Obstacle obstacle, String reason) {
    return happens(new BootEvent.Unanswered(at(), Client.of(mac), obstacle, reason));
  }

  Play formChanges(String from, String to) {
    return happens(new BootEvent.FormChanged(at(), Client.of(mac), from, to));
  }

  // files

  /** A transfer that a test moves. */
  final class Transfer {
    private final AtomicLong sent = new AtomicLong();
    private final FileTransfer file;

    private Transfer(Protocol protocol, String name, Optional<Loader> program, long size) {
      file = new FileTransfer(protocol, name, program, OptionalLong.of(size), sent::get);
    }

    Transfer moves(long octets) {
      sent.addAndGet(octets);
      return this;
    }

    Play ends(TransferOutcome outcome, String reason) {
      return happens(
          new BootEvent.TransferEnded(
              at(),
              Client.of(address),
              file,
              outcome,
              Duration.ofSeconds(1),
              Optional.ofNullable(reason)));
    }

    Play completes() {
      sent.set(file.size().orElseThrow());
      return ends(TransferOutcome.COMPLETE, null);
    }
  }

  Transfer beginsProgram(Protocol protocol, String name, Loader loader) {
    return begins(protocol, name, Optional.of(loader), 1_000_000);
  }

  Transfer beginsFile(Protocol protocol, String name) {
    return begins(protocol, name, Optional.empty(), 8_000_000);
  }

  private Transfer begins(Protocol protocol, String name, Optional<Loader> program, long size) {
    Transfer transfer = new Transfer(protocol, name, program, size);
    happens(new BootEvent.TransferBegan(at(), Client.of(mac, address), transfer.file));
    return transfer;
  }

  /** By TFTP, as EDK2 does: it asks for the size first. */
  Play loadsProgram(String name, Loader loader) {
    beginsProgram(Protocol.TFTP, name, loader).ends(TransferOutcome.DECLINED, null);
    return after(1).beginsProgram(Protocol.TFTP, name, loader).completes();
  }

  /** In twenty seconds. */
  Play loadsFile(Protocol protocol, String name) {
    Transfer transfer = beginsFile(protocol, name).moves(1_000_000);
    after(10);
    transfer.moves(1_000_000);
    after(10);
    return transfer.completes();
  }

  Play looksFor(String name) {
    return isRefused(name, "");
  }

  Play isRefused(String name, String reason) {
    return happens(
        new BootEvent.FileRefused(at(), Client.of(address), Protocol.TFTP, name, reason));
  }

  Play isInstructed(String instructions, BootDecision decision) {
    return happens(new BootEvent.Instructed(at(), Client.of(mac, address), instructions, decision));
  }

  Play isInstructed(String instructions, BootSpec spec) {
    return isInstructed(instructions, new BootDecision.Boot(spec, "lab"));
  }

  Play starts(String name) {
    return happens(new BootEvent.Booting(at(), Client.of(mac, address), name, "lab"));
  }

  // what came of it

  MachineBoot shown() {
    return chronicle.machine(mac).orElseThrow();
  }

  Optional<Diagnosis> diagnosis() {
    return chronicle.diagnosis(mac);
  }

  /** Every diagnosis that there was. */
  List<Diagnosis> diagnoses() {
    return diagnoses;
  }

  Machine machine() {
    return new Machine(mac, architecture, firmware, Optional.empty());
  }

  private static BootFile file(String name) {
    return BootFile.parse("/srv/boot/" + name);
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
