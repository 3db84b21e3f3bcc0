package org.pixiecore.api.event;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Machine;

/**
 * Something that happened to a machine on its way to boot. Texts may hold what the network sent:
 * whoever shows them to people escapes them, and keeps them on a line.
 *
 * <p>More kinds may be added: whoever tells them apart passes over what it does not know.
 */
public sealed interface BootEvent {

  /** When it happened. */
  Instant at();

  /** Whom it happened to. */
  Client client();

  /** What a DHCP client asks for. */
  enum DhcpMessage {
    /** RFC 2131: who gives me an address? Or, of PXE: who tells me what to boot? */
    DISCOVER,
    /** On port 67 it takes an address from a server; on port 4011 it asks the boot server. */
    REQUEST,
    /** It has an address, and asks for options. */
    INFORM
  }

  /**
   * A machine's DHCP message came in.
   *
   * @param port on which it came, 67 or 4011, as firmware knows it: also where the configuration
   *     has this server listen on another
   * @param interfaceName this server's interface
   * @param machine what asks to boot; empty for a message that asks for no boot, like that of an
   *     operating system, or the REQUEST with which firmware takes its address
   * @param secs how long the client says that it has been trying, in seconds
   * @param server whose offer it takes (option 54); empty unless it is a REQUEST that names one
   */
  record Heard(
      Instant at,
      Client client,
      DhcpMessage message,
      int port,
      String interfaceName,
      Optional<Machine> machine,
      int secs,
      Optional<InetAddress> server)
      implements BootEvent {
    public Heard {
      requireNonNull(at, client);
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(interfaceName, "interfaceName");
      Objects.requireNonNull(machine, "machine");
      Objects.requireNonNull(server, "server");
    }
  }

  /**
   * Another DHCP or ProxyDHCP server's answer to a machine was overheard, or this server itself
   * gave an address. That none is overheard means nothing: it may have gone past this server.
   *
   * @param server who answered (option 54, else the sender)
   * @param acknowledges true for an ACK, false for an OFFER
   * @param address whether it gives the machine an address; a ProxyDHCP server gives none
   * @param boots whether it tells the machine what to boot: a boot file, or PXE's options
   */
  record OtherAnswer(
      Instant at,
      Client client,
      InetAddress server,
      boolean acknowledges,
      boolean address,
      boolean boots)
      implements BootEvent {
    public OtherAnswer {
      requireNonNull(at, client);
      Objects.requireNonNull(server, "server");
    }
  }

  /**
   * One booter was asked about a machine.
   *
   * @param booter its name
   * @param took until it answered, or was waited for no longer
   * @param reason why it failed, or {@linkplain org.pixiecore.api.Booter#reason its own words};
   *     empty for none
   */
  record BooterAsked(
      Instant at,
      Client client,
      String booter,
      BooterOutcome outcome,
      Duration took,
      Optional<String> reason)
      implements BootEvent {
    public BooterAsked {
      requireNonNull(at, client);
      Objects.requireNonNull(booter, "booter");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(took, "took");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** What came of asking a booter. */
  enum BooterOutcome {
    /** It says what the machine boots. */
    ANSWERED,
    /** The machine is not its own. */
    PASSED,
    /** It broke, or said that it cannot tell now. */
    FAILED,
    /** It has not answered in its time. */
    LATE
  }

  /**
   * The booters together have said what a machine boots, or have not in the time that there was.
   *
   * @param took from the question to this
   */
  record Decided(Instant at, Client client, Machine machine, BootDecision decision, Duration took)
      implements BootEvent {
    public Decided {
      requireNonNull(at, client);
      Objects.requireNonNull(machine, "machine");
      Objects.requireNonNull(decision, "decision");
      Objects.requireNonNull(took, "took");
    }
  }

  /**
   * A machine was told by DHCP what to load next.
   *
   * @param port on which it had asked, as in {@link Heard}
   * @param what a file's name, a URL, or the items of a menu; for people
   * @param next what kind of thing that is
   * @param server this server's address, which the machine is to ask
   */
  record Told(Instant at, Client client, int port, String what, Next next, InetAddress server)
      implements BootEvent {
    public Told {
      requireNonNull(at, client);
      Objects.requireNonNull(what, "what");
      Objects.requireNonNull(next, "next");
      Objects.requireNonNull(server, "server");
    }
  }

  /** What a machine is told to load. */
  enum Next {
    /** A boot program, by TFTP or HTTP. */
    BOOT_PROGRAM,
    /** The script that an iPXE which runs on it asks for. */
    SCRIPT,
    /** Nothing by name: it is to ask the boot server on port 4011, at once. */
    BOOT_SERVER,
    /** A menu: what it asks the boot server for, and whether it does, is chosen before it. */
    MENU
  }

  /**
   * A machine's DHCP message asked to boot, the booters had nothing against it, and it was not
   * answered all the same.
   *
   * @param reason with what to do, for people
   */
  record Unanswered(Instant at, Client client, Obstacle obstacle, String reason)
      implements BootEvent {
    public Unanswered {
      requireNonNull(at, client);
      Objects.requireNonNull(obstacle, "obstacle");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why this server cannot answer. */
  enum Obstacle {
    /** No boot program is installed for the machine's architecture. */
    NO_BOOT_PROGRAM,
    /** A service of this server is not there, like HTTP. */
    NOT_READY,
    /** The system does not send the answer. */
    NOT_SENT,
    /** Too many machines ask at once. */
    OVERLOAD,
    /** What the request is, or where it came from. */
    OTHER
  }

  /**
   * Firmware asked again and again and got no further, so it is answered in another form from now
   * on.
   *
   * @param from the form so far, as the documentation names it
   * @param to the next one
   */
  record FormChanged(Instant at, Client client, String from, String to) implements BootEvent {
    public FormChanged {
      requireNonNull(at, client);
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }
  }

  /** A file is on its way. */
  record TransferBegan(Instant at, Client client, FileTransfer transfer) implements BootEvent {
    public TransferBegan {
      requireNonNull(at, client);
      Objects.requireNonNull(transfer, "transfer");
    }
  }

  /**
   * A file is on its way no longer.
   *
   * @param transfer that which began
   * @param took since it began
   * @param reason why it did not come to its end, for people; empty if it did
   */
  record TransferEnded(
      Instant at,
      Client client,
      FileTransfer transfer,
      TransferOutcome outcome,
      Duration took,
      Optional<String> reason)
      implements BootEvent {
    public TransferEnded {
      requireNonNull(at, client);
      Objects.requireNonNull(transfer, "transfer");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(took, "took");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** How a transfer ended. */
  enum TransferOutcome {
    /** All of it was sent. */
    COMPLETE,
    /** The client wanted no more than the size, or a part. */
    DECLINED,
    /** The client has stopped answering. */
    STALLED,
    /** The client ended it. */
    ABORTED,
    /** This server could not go on. */
    FAILED
  }

  /**
   * A file that was asked for was not sent.
   *
   * @param name as it was asked for
   * @param reason for people; empty if clients look for it on the chance, and nobody misses it
   */
  record FileRefused(
      Instant at, Client client, FileTransfer.Protocol protocol, String name, String reason)
      implements BootEvent {
    public FileRefused {
      requireNonNull(at, client);
      Objects.requireNonNull(protocol, "protocol");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A loader that runs on the machine was told what to boot.
   *
   * @param instructions what it was given, like {@code iPXE script} or {@code pxelinux.cfg/default}
   * @param decision what it says in there; not {@link BootDecision.Boot} if it is to ask again, or
   *     to go back to the firmware
   */
  record Instructed(Instant at, Client client, String instructions, BootDecision decision)
      implements BootEvent {
    public Instructed {
      requireNonNull(at, client);
      Objects.requireNonNull(instructions, "instructions");
      Objects.requireNonNull(decision, "decision");
    }
  }

  /**
   * A machine has loaded everything, and starts it now.
   *
   * @param name of the kernel or program, as the machine says
   * @param booter the name of the booter that decided, as the machine says
   */
  record Booting(Instant at, Client client, String name, String booter) implements BootEvent {
    public Booting {
      requireNonNull(at, client);
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(booter, "booter");
    }
  }

  /**
   * What a machine boots once is spent: it has confirmed that it booted.
   *
   * @param booter the name of the booter that ordered it
   */
  record Confirmed(Instant at, Client client, String booter) implements BootEvent {
    public Confirmed {
      requireNonNull(at, client);
      Objects.requireNonNull(booter, "booter");
    }
  }

  private static void requireNonNull(Instant at, Client client) {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(client, "client");
  }
}
