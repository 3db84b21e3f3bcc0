package org.pixiecore.history;

import java.util.Optional;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Confirmed;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.FormChanged;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.TransferBegan;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.Unanswered;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.ChainLink;

/** What people read of each event. The machine is its subject. */
final class Wording {

  private Wording() {}

  /** The words for an event; empty for a kind that came later than this. */
  static Optional<Line> of(BootEvent event) {
    Line line = null;
    if (event instanceof Heard heard) {
      line = heard(heard);
    } else if (event instanceof OtherAnswer other) {
      line = other(other);
    } else if (event instanceof BooterAsked asked) {
      line = asked(asked);
    } else if (event instanceof Decided decided) {
      line = decided(decided);
    } else if (event instanceof Told told) {
      line = told(told);
    } else if (event instanceof Unanswered why) {
      line = Line.trouble(ChainLink.OFFER, "is not answered" + Said.after(why.reason()));
    } else if (event instanceof FormChanged changed) {
      line =
          Line.note(
              ChainLink.OFFER,
              "asks again and again; it is answered in the form %s from now on, not %s"
                  .formatted(Said.of(changed.to()), Said.of(changed.from())));
    } else if (event instanceof TransferBegan began) {
      line = began(began.transfer());
    } else if (event instanceof TransferEnded ended) {
      line = ended(ended);
    } else if (event instanceof FileRefused refused) {
      line = refused(refused);
    } else if (event instanceof Instructed instructed) {
      line = instructed(instructed);
    } else if (event instanceof Booting booting) {
      line = Line.progress(ChainLink.BOOT, "starts " + Said.of(booting.name()) + by(booting));
    } else if (event instanceof Confirmed confirmed) {
      line =
          Line.progress(
              ChainLink.BOOT,
              "confirms that it booted what it boots once (booter "
                  + Said.of(confirmed.booter())
                  + ")");
    }
    return Optional.ofNullable(line);
  }

  /** Another boot begins. */
  static Line anotherBoot() {
    return Line.note(ChainLink.DHCP, "begins to boot anew");
  }

  /** It gets no further. */
  static Line stuck(Finding finding) {
    return Line.trouble(finding.link(), finding.problem());
  }

  private static Line heard(Heard heard) {
    String on = " on " + Said.of(heard.interfaceName());
    if (heard.machine().isEmpty()) {
      return switch (heard.message()) {
        case DISCOVER -> Line.note(ChainLink.DHCP, "asks for an address, and not to boot," + on);
        case REQUEST ->
            Line.progress(
                ChainLink.DHCP,
                "takes an address"
                    + heard.server().map(server -> " from " + server.getHostAddress()).orElse(""));
        case INFORM -> Line.note(ChainLink.DHCP, "asks for options, and not to boot," + on);
      };
    }
    Machine machine = heard.machine().get();
    ChainLink link = machine.firmware() == Firmware.IPXE ? ChainLink.LOADER : ChainLink.DHCP;
    String who = name(machine.firmware()) + " (" + machine.architecture() + ")";
    Line line =
        Line.progress(link, who + " asks by " + heard.message() + " on port " + heard.port() + on);
    return heard.secs() > 0 ? line.with("for " + heard.secs() + " s by its own count") : line;
  }

  private static Line other(OtherAnswer other) {
    String server = other.server().getHostAddress();
    if (other.address()) {
      String what = other.acknowledges() ? " gives it an address" : " offers it an address";
      return other.boots()
          ? Line.note(ChainLink.DHCP, server + what + ", and tells it what to boot")
          : Line.progress(ChainLink.DHCP, server + what);
    }
    return other.boots()
        ? Line.note(ChainLink.OFFER, "boot server " + server + " tells it what to boot, too")
        : Line.note(ChainLink.DHCP, server + " answers it");
  }

  private static Line asked(BooterAsked asked) {
    String booter = "booter " + Said.of(asked.booter());
    String why = asked.reason().map(Said::after).orElse("");
    Line line =
        switch (asked.outcome()) {
          case ANSWERED -> Line.note(ChainLink.OFFER, booter + " answers" + why);
          case PASSED -> Line.note(ChainLink.OFFER, booter + " passes" + why);
          case FAILED -> Line.trouble(ChainLink.OFFER, booter + " failed" + why);
          case LATE -> Line.trouble(ChainLink.OFFER, booter + " did not answer in time" + why);
        };
    return line.with(Sizes.time(asked.took()));
  }

  private static Line decided(Decided decided) {
    String took = Sizes.time(decided.took());
    if (decided.decision() instanceof BootDecision.Boot boot) {
      return Line.progress(ChainLink.OFFER, "is to boot " + what(boot)).with(took);
    }
    if (decided.decision() instanceof BootDecision.NotOurs not) {
      return Line.note(ChainLink.OFFER, "is left alone" + Said.after(not.reason())).with(took);
    }
    String reason = ((BootDecision.Undecided) decided.decision()).reason();
    return Line.trouble(
            ChainLink.OFFER, "is left to ask again, as nobody has decided" + Said.after(reason))
        .with(took);
  }

  private static Line told(Told told) {
    String from = " from " + told.server().getHostAddress() + ", on port " + told.port();
    String what = Said.of(told.what());
    return switch (told.next()) {
      case BOOT_PROGRAM -> Line.progress(ChainLink.OFFER, "is told to load " + what + from);
      case SCRIPT -> Line.progress(ChainLink.LOADER, "is told where its script is, " + what);
      case BOOT_SERVER ->
          Line.progress(
              ChainLink.OFFER,
              "is told to ask "
                  + told.server().getHostAddress()
                  + ", on port 4011, for what to load: "
                  + what);
      case MENU ->
          Line.progress(
              ChainLink.OFFER,
              "is given a menu, for " + told.server().getHostAddress() + ": " + what);
    };
  }

  private static Line began(FileTransfer transfer) {
    String size =
        transfer.size().isPresent() ? " (" + Sizes.of(transfer.size().getAsLong()) + ")" : "";
    return Line.progress(
        link(transfer), "loads " + Said.of(transfer.name()) + size + " by " + transfer.protocol());
  }

  private static Line ended(TransferEnded ended) {
    FileTransfer transfer = ended.transfer();
    String name = Said.of(transfer.name());
    long sent = transfer.sent().getAsLong();
    String place = " at " + Sizes.place(sent, transfer.size());
    String why = ended.reason().map(Said::after).orElse("");
    ChainLink link = link(transfer);
    Line line =
        switch (ended.outcome()) {
          case COMPLETE -> Line.progress(link, "has loaded " + name + ", " + Sizes.of(sent));
          case DECLINED -> Line.note(link, "wanted no more of " + name + " than it got");
          case STALLED -> Line.trouble(link, "stopped loading " + name + place + why);
          case ABORTED -> Line.trouble(link, "broke off loading " + name + place + why);
          case FAILED -> Line.trouble(link, "gets no more of " + name + place + why);
        };
    return line.with("after " + Sizes.time(ended.took()));
  }

  private static Line refused(FileRefused refused) {
    String name = Said.of(refused.name());
    return refused.reason().isEmpty()
        ? Line.note(ChainLink.LOADER, "looks for " + name + ", which is not there")
        : Line.trouble(ChainLink.FILES, "does not get " + name + Said.after(refused.reason()));
  }

  private static Line instructed(Instructed instructed) {
    String given = " (" + Said.of(instructed.instructions()) + ")";
    if (instructed.decision() instanceof BootDecision.Boot boot) {
      return Line.progress(ChainLink.INSTRUCTIONS, "is told to boot " + what(boot) + given);
    }
    if (instructed.decision() instanceof BootDecision.NotOurs not) {
      return Line.note(
          ChainLink.INSTRUCTIONS,
          "is sent back to its firmware" + Said.after(not.reason()) + given);
    }
    String reason = ((BootDecision.Undecided) instructed.decision()).reason();
    return Line.trouble(
        ChainLink.INSTRUCTIONS, "is told to ask again" + Said.after(reason) + given);
  }

  /** What is booted, and who says so. */
  static String what(BootDecision.Boot boot) {
    String booter = " (booter " + Said.of(boot.booter()) + ")";
    return boot.spec() instanceof BootSpec.Identify
        ? "what its serial number tells" + booter
        : Said.of(boot.summary()) + booter;
  }

  private static String by(Booting booting) {
    return booting.booter().isEmpty() ? "" : " (booter " + Said.of(booting.booter()) + ")";
  }

  private static ChainLink link(FileTransfer transfer) {
    return transfer.program().isPresent() ? ChainLink.PROGRAM : ChainLink.FILES;
  }

  private static String name(Firmware firmware) {
    return switch (firmware) {
      case PXE -> "PXE firmware";
      case HTTP_BOOT -> "UEFI HTTP Boot";
      case IPXE -> "iPXE";
      case PXELINUX -> "PXELINUX";
      case GRUB -> "GRUB";
      case U_BOOT -> "U-Boot";
      case RASPBERRY_PI -> "the Raspberry Pi's firmware";
    };
  }
}
