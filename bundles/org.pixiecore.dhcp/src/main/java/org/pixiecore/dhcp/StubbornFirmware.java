package org.pixiecore.dhcp;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.MacAddress;

/**
 * Finds the form of an offer that a machine's firmware takes. It tries one form after the other
 * while the machine asks again and again, and remembers what worked: for the machine, and, once
 * {@value #WITNESSES} of the last {@value #LAST} machines of a vendor and kind of firmware took it,
 * as the first try for others like them. One odd machine decides nothing for the others.
 *
 * <p>Firmware repeats its DISCOVER also because a DHCP server is slow: dnsmasq looks for three
 * seconds whether an address is in use. EDK2 and PXE ROMs repeat it after 4, 12 and 28 s. So a form
 * is given up after {@link #PATIENCE} of the same attempt, which is at the third DISCOVER; or after
 * {@value #ATTEMPTS} whole attempts that took as long, as some firmware gives up sooner and begins
 * anew, or changes its xid with each DISCOVER. The latter only where a boot that succeeds is heard
 * of, as iPXE asks for its script: a machine that runs another loader, or whose user chose the
 * local disk from a menu, is not heard of again. Nothing is given up once the machine was heard
 * from later in its boot. What once worked begins each attempt, and the search goes on behind it
 * where the attempt before left off: so memory that is wrong heals.
 *
 * <p>Safe for use by several threads. It is told the time, and keeps no more than so many machines.
 */
public final class StubbornFirmware {

  /** How long a machine asks in vain within one attempt before it is answered in another form. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** How many attempts end in vain before the next is answered in another form. */
  static final int ATTEMPTS = 2;

  /**
   * After that long a silence a DISCOVER is of another attempt: EDK2 is silent for 32 s at most.
   */
  static final Duration SILENCE = Duration.ofSeconds(60);

  /** Attempts that far apart have nothing to do with one another: somebody switched it on. */
  static final Duration UNRELATED = Duration.ofMinutes(10);

  /** How many machines must have taken a form before others are offered it first. */
  static final int WITNESSES = 3;

  /** The last machines that count, so that there is one majority at most. */
  static final int LAST = 2 * WITNESSES - 1;

  static final int MOST_MACHINES = 4096;
  static final int MOST_VENDORS = 512;

  private static final List<AnswerForm> ON_BIOS =
      List.of(AnswerForm.DIRECT, AnswerForm.MENU, AnswerForm.BINL, AnswerForm.PLAIN);
  private static final List<AnswerForm> ON_UEFI =
      List.of(AnswerForm.DIRECT, AnswerForm.BINL, AnswerForm.MENU, AnswerForm.PLAIN);

  private final Map<MacAddress, Boot> machines = new Newest<>(MOST_MACHINES);
  private final Map<Kind, Map<MacAddress, AnswerForm>> taken = new Newest<>(MOST_VENDORS);

  /**
   * Machines that are likely to be alike.
   *
   * @param vendor the first half of the MAC address
   */
  private record Kind(int vendor, boolean isBios) {
    static Kind of(MacAddress mac, Architecture architecture) {
      return new Kind((int) (mac.bits() >>> 24), architecture.equals(Architecture.X86_BIOS));
    }

    List<AnswerForm> forms() {
      return isBios ? ON_BIOS : ON_UEFI;
    }
  }

  /**
   * How to offer.
   *
   * @param form the form
   * @param inVain the form that was given up for it just now; empty if none was
   */
  public record Offer(AnswerForm form, Optional<AnswerForm> inVain) {}

  /** One machine's attempts. */
  private static final class Boot {
    final Kind kind;
    final boolean hasMenu;
    final AnswerForm first;
    AnswerForm form;
    AnswerForm searched; // the last that was tried in the search
    Optional<AnswerForm> worked = Optional.empty();
    long since; // of this form in this attempt
    long lastAsked;
    int lastSecs;
    int lastXid;
    int attemptsInVain;
    long inVainSince;
    boolean switched; // in this attempt
    boolean progressed; // in this attempt

    Boot(Kind kind, boolean hasMenu, AnswerForm form, long now) {
      this.kind = kind;
      this.hasMenu = hasMenu;
      this.first = form;
      this.form = form;
      this.searched = form;
      this.since = now;
      this.lastAsked = now;
    }

    /** What each attempt begins with; empty while that is not known. */
    Optional<AnswerForm> home() {
      return worked.or(() -> hasMenu ? Optional.of(AnswerForm.MENU) : Optional.empty());
    }

    void search() {
      AnswerForm next = after(searched, kind.forms());
      searched = home().equals(Optional.of(next)) ? after(next, kind.forms()) : next;
      form = searched;
    }
  }

  /** The entries that were used last. */
  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    Newest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  /**
   * A DISCOVER of a machine's firmware is about to be answered.
   *
   * @param request of {@link Client#PXE} on port 67
   * @param hasMenu whether a person set a menu, which is then tried first
   * @param heardAgain whether a boot that succeeds is heard of, by {@link #progressed}
   * @param now in nanoseconds, as {@link System#nanoTime()}
   */
  public synchronized Offer offer(
      PxeRequest request, boolean hasMenu, boolean heardAgain, long now) {
    MacAddress mac = request.machine().mac();
    Kind kind = Kind.of(mac, request.machine().architecture());
    Boot known = machines.get(mac);
    boolean isNew = known == null || known.hasMenu != hasMenu || !known.kind.equals(kind);
    Boot boot = isNew ? new Boot(kind, hasMenu, first(kind, hasMenu), now) : known;
    AnswerForm before = boot.form;
    if (isNew) {
      machines.put(mac, boot);
    } else if (isNewAttempt(boot, request.packet(), now)) {
      beginAttempt(boot, heardAgain, now);
    } else if (!boot.progressed && now - boot.since >= PATIENCE.toNanos()) {
      boot.search();
      boot.since = now;
      boot.switched = true;
    }
    boot.lastAsked = now;
    boot.lastSecs = request.packet().secs();
    boot.lastXid = request.packet().xid();
    return new Offer(boot.form, Optional.of(before).filter(form -> form != boot.form));
  }

  private AnswerForm first(Kind kind, boolean hasMenu) {
    Collection<AnswerForm> others = taken.getOrDefault(kind, Map.of()).values();
    return hasMenu
        ? AnswerForm.MENU
        : kind.forms().stream()
            .filter(form -> Collections.frequency(others, form) >= WITNESSES)
            .findFirst()
            .orElse(kind.forms().get(0));
  }

  /** Within an attempt {@code secs} rises; firmware that leaves it as it is keeps its xid. */
  private static boolean isNewAttempt(Boot boot, DhcpPacket packet, long now) {
    return packet.secs() < boot.lastSecs
        || (packet.secs() == boot.lastSecs && packet.xid() != boot.lastXid)
        || now - boot.lastAsked >= SILENCE.toNanos();
  }

  private static void beginAttempt(Boot boot, boolean heardAgain, long now) {
    boolean related = now - boot.lastAsked < UNRELATED.toNanos();
    boolean inVain = related && heardAgain && !boot.hasMenu && !boot.progressed;
    if (boot.attemptsInVain == 0) {
      boot.inVainSince = boot.since;
    }
    boot.attemptsInVain = inVain ? boot.attemptsInVain + 1 : 0;
    if (boot.switched && !boot.progressed) {
      // they may all be in vain because no address is to be had: back to what once worked
      boot.home().ifPresentOrElse(home -> boot.form = home, boot::search);
      boot.attemptsInVain = 0;
    } else if (boot.attemptsInVain >= ATTEMPTS && now - boot.inVainSince >= PATIENCE.toNanos()) {
      boot.form = after(boot.form, boot.kind.forms());
      boot.searched = boot.form;
      boot.attemptsInVain = 0;
    }
    boot.since = now;
    boot.switched = false;
    boot.progressed = false;
  }

  /**
   * A machine was heard from later in its boot: on port 4011, or from the iPXE that it loaded.
   *
   * @return the form that it has taken, if that is news; empty otherwise
   */
  public synchronized Optional<AnswerForm> progressed(MacAddress mac) {
    Boot boot = machines.get(mac);
    if (boot == null) {
      return Optional.empty();
    }
    boot.progressed = true;
    boot.attemptsInVain = 0;
    boolean news = boot.form != boot.worked.orElse(boot.first);
    boot.worked = Optional.of(boot.form);
    boot.searched = boot.form;
    if (!boot.hasMenu) {
      taken.computeIfAbsent(boot.kind, absent -> new Newest<>(LAST)).put(mac, boot.form);
    }
    return boot.worked.filter(form -> news);
  }

  private static AnswerForm after(AnswerForm form, List<AnswerForm> forms) {
    return forms.get((forms.indexOf(form) + 1) % forms.size());
  }
}
