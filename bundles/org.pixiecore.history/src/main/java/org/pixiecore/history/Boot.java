package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.DhcpMessage;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.TransferBegan;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;

/**
 * One boot of a machine: how far it has come, and what was seen of it. Events in; what the causes
 * of failures look at out. Times are those since some moment.
 */
final class Boot {

  /** After that long a silence it is another boot: EDK2 is silent for 32 s at most. */
  static final Duration LONG_SILENCE = Duration.ofMinutes(2);

  private static final Duration SETTLED = Duration.ofMinutes(5);

  private static final Set<Firmware> TELL_NO_START = Set.of(Firmware.U_BOOT, Firmware.RASPBERRY_PI);

  /**
   * A boot program that was loaded, and of which nothing was heard.
   *
   * @param times in how many boots one after the other
   */
  record Unstarted(Loaded program, int times) {}

  private final Optional<Unstarted> before;
  private final Loading programs = new Loading();
  private final Loading files = new Loading();
  private BootState state = BootState.ASKING;
  private Duration heard;
  private Optional<Machine> machine = Optional.empty();
  private DhcpRound dhcp = new DhcpRound();
  private boolean programBegun;
  private boolean loaderAsks;
  private boolean system;
  private Optional<Order> order = Optional.empty();

  /** The first boot of a machine. */
  Boot(Duration now) {
    this(now, Optional.empty());
  }

  private Boot(Duration now, Optional<Unstarted> before) {
    this.heard = now;
    this.before = before;
  }

  /** The boot after this one. */
  Boot next(Duration now) {
    boolean related = now.minus(heard).compareTo(LONG_SILENCE) < 0;
    return new Boot(now, related ? unstarted() : Optional.empty());
  }

  /** Whether a machine that does that has begun to boot anew. */
  boolean isOverBy(BootEvent event, Duration now) {
    if (!(event instanceof Heard asks)
        || asks.message() != DhcpMessage.DISCOVER
        || asks.machine().isEmpty()) {
      return false;
    }
    if (now.minus(heard).compareTo(LONG_SILENCE) >= 0) {
      return true;
    }
    return switch (state) {
      case ASKING, LEFT_ALONE, OFFERED, STUCK -> false;
      case LOADING_PROGRAM, IN_LOADER -> !isLoader(asks.machine().get());
      case INSTRUCTED, LOADING, BOOTING, LOCAL -> true;
    };
  }

  /** Takes what happened next. */
  void take(BootEvent event, Duration now) {
    if (isOfASystem(event)) {
      system = true;
      state = state == BootState.LOADING ? BootState.BOOTING : state;
      return;
    }
    if ((system || isOver()) && concernsAddresses(event)) {
      return;
    }
    heard = now;
    if (event instanceof Heard asks) {
      asks.machine().ifPresent(this::asks);
    } else if (event instanceof Decided decided) {
      machine = Optional.of(decided.machine());
    }
    dhcp.take(event, now);
    if (event instanceof Decided decided) {
      decided(decided.decision());
    } else if (event instanceof Told told) {
      told(told);
    } else if (event instanceof TransferBegan began) {
      began(began.transfer(), now);
    } else if (event instanceof TransferEnded ended) {
      ended(ended, now);
    } else if (event instanceof FileRefused refused) {
      refused(refused, now);
    } else if (event instanceof Instructed instructed) {
      instructed(instructed);
    } else if (event instanceof Booting) {
      state = BootState.BOOTING;
      programs.forgive();
      files.forgive();
    }
  }

  /**
   * Whether it is an operating system that speaks, wherever it came from: it asks for an address
   * and not to boot. One that asks for the address that it had before names no server (RFC 2131
   * section 4.3.2), but firmware always does.
   */
  private static boolean isOfASystem(BootEvent event) {
    return event instanceof Heard asks
        && asks.machine().isEmpty()
        && (asks.message() != DhcpMessage.REQUEST || asks.server().isEmpty());
  }

  private static boolean concernsAddresses(BootEvent event) {
    return event instanceof BootEvent.OtherAnswer
        || (event instanceof Heard asks && asks.machine().isEmpty());
  }

  private void asks(Machine who) {
    machine = Optional.of(who);
    system = false;
    if (!isLoader(who)) {
      return;
    }
    loaderAsks = true;
    if (programBegun) {
      // firmware may be an iPXE, too: the one that was loaded is known by that it was loaded
      programBegun = false;
      programs.forgive();
      dhcp = new DhcpRound();
    }
    if (state.compareTo(BootState.IN_LOADER) < 0 && state != BootState.LEFT_ALONE) {
      state = BootState.IN_LOADER;
    }
  }

  private void decided(BootDecision decision) {
    if (decision instanceof BootDecision.NotOurs
        && state.compareTo(BootState.INSTRUCTED) < 0
        && state != BootState.LOADING_PROGRAM) {
      state = BootState.LEFT_ALONE;
    } else if (state == BootState.LEFT_ALONE) {
      state = loaderAsks ? BootState.IN_LOADER : BootState.ASKING;
    }
  }

  private void told(Told told) {
    if (state.compareTo(BootState.INSTRUCTED) >= 0 || state == BootState.LOADING_PROGRAM) {
      return;
    }
    state = told.next() == Next.SCRIPT ? BootState.IN_LOADER : BootState.OFFERED;
  }

  private void began(FileTransfer transfer, Duration now) {
    loading(transfer).began(transfer, now);
    if (transfer.program().isPresent()) {
      programBegun = true;
      if (state.compareTo(BootState.INSTRUCTED) < 0) {
        state = BootState.LOADING_PROGRAM;
      }
    } else if (state == BootState.INSTRUCTED) {
      if (!isInstructions(transfer)) {
        state = BootState.LOADING;
      }
    } else if (state.compareTo(BootState.IN_LOADER) < 0) {
      state = BootState.IN_LOADER;
    }
  }

  private void ended(TransferEnded ended, Duration now) {
    loading(ended.transfer()).ended(ended, now);
    if (ended.transfer().program().isPresent() && ended.outcome() == TransferOutcome.COMPLETE) {
      // whatever it missed, it goes on without it
      programs.forgive();
    }
  }

  private void refused(FileRefused refused, Duration now) {
    boolean loaded = !programs.complete().isEmpty() && !programs.isRunning();
    if (!refused.reason().isEmpty()) {
      (order.isPresent() ? files : programs).refused(refused, now);
    } else if (state == BootState.LOADING_PROGRAM && loaded && !ofFirmware(refused)) {
      // loaders look for more names than there are, and only then for what is there
      state = BootState.IN_LOADER;
    }
  }

  /** shim looks for more than GRUB, and is no loader that could ask what to boot. */
  private boolean ofFirmware(FileRefused refused) {
    return programs.latest().filter(program -> program.name().startsWith("shim")).isPresent()
        && refused.name().endsWith(".efi");
  }

  private void instructed(Instructed instructed) {
    if (instructed.decision() instanceof BootDecision.Undecided) {
      state = state.compareTo(BootState.IN_LOADER) < 0 ? BootState.IN_LOADER : state;
      return;
    }
    Order given = Order.of(instructed);
    if (order.filter(given::equals).isEmpty()) {
      files.forgive();
    }
    programs.forgive();
    order = Optional.of(given);
    state = given.kind() == Order.Kind.LOCAL ? BootState.LOCAL : BootState.INSTRUCTED;
  }

  private boolean isInstructions(FileTransfer transfer) {
    return order.filter(given -> given.isGivenAs(transfer.name())).isPresent();
  }

  private Loading loading(FileTransfer transfer) {
    return transfer.program().isPresent() ? programs : files;
  }

  private static boolean isLoader(Machine machine) {
    return switch (machine.firmware()) {
      case IPXE, PXELINUX, GRUB -> true;
      case PXE, HTTP_BOOT, U_BOOT, RASPBERRY_PI -> false;
    };
  }

  /** Looks how far transfers are. */
  void look(Duration now) {
    programs.look(now);
    files.look(now);
  }

  /** Whether it has been silent for longer than any patience: nothing more is found then. */
  boolean isSettled(Duration now) {
    return isSilent(SETTLED, now) && !programs.isRunning() && !files.isRunning();
  }

  /** Whether the machine has all that it could get from here. */
  boolean isOver() {
    return state == BootState.BOOTING || state == BootState.LOCAL;
  }

  /** Whether it has turned to something else, like its disk, before it loaded anything here. */
  boolean isLeftForASystem() {
    return system && (state == BootState.ASKING || state == BootState.OFFERED);
  }

  BootState state() {
    return state;
  }

  boolean is(BootState some) {
    return state == some;
  }

  /** Where in the chain it stands. */
  ChainLink link() {
    return switch (state) {
      case ASKING, STUCK -> ChainLink.DHCP;
      case LEFT_ALONE, OFFERED -> ChainLink.OFFER;
      case LOADING_PROGRAM -> ChainLink.PROGRAM;
      case IN_LOADER -> ChainLink.LOADER;
      case INSTRUCTED -> ChainLink.INSTRUCTIONS;
      case LOADING -> ChainLink.FILES;
      case BOOTING, LOCAL -> ChainLink.BOOT;
    };
  }

  /** Whether nothing has been heard of it for that long. */
  boolean isSilent(Duration patience, Duration now) {
    return now.minus(heard).compareTo(patience) >= 0;
  }

  /** Who asks, as far as it is known. */
  Optional<Machine> machine() {
    return machine;
  }

  /** Whether it is one that says when it starts what it has loaded. */
  boolean tellsItsStart() {
    return machine.filter(who -> TELL_NO_START.contains(who.firmware())).isEmpty();
  }

  /** What is said by DHCP, by the firmware or, after it, by the loader. */
  DhcpRound dhcp() {
    return dhcp;
  }

  /** Boot programs. */
  Loading programs() {
    return programs;
  }

  /** What they load: kernels, initrds, configurations. */
  Loading files() {
    return files;
  }

  /** What its loader was told to boot; empty while it has not been. */
  Optional<Order> order() {
    return order;
  }

  /** The boot program that it has, and that did not do anything yet. */
  Optional<Unstarted> unstarted() {
    if (programs.hasBegun() || isOver() || loaderAsks) {
      return state == BootState.LOADING_PROGRAM && !programs.isRunning()
          ? programs
              .latest()
              .filter(Boot::isKnownLoader)
              .map(program -> new Unstarted(program, before.map(Unstarted::times).orElse(0) + 1))
          : Optional.empty();
    }
    return before;
  }

  /** A program of the site's own, chosen from the menu, need not ask for anything. */
  private static boolean isKnownLoader(Loaded program) {
    return program.program().filter(loader -> loader != Loader.IPXE).isPresent()
        || program.name().contains("ipxe")
        || program.name().startsWith("undionly")
        || program.name().startsWith("snponly");
  }
}
