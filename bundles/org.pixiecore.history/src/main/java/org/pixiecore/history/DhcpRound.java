package org.pixiecore.history;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootEvent.DhcpMessage;
import org.pixiecore.api.event.BootEvent.FormChanged;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.Unanswered;

/**
 * What was said by DHCP, and by the booters for it, since the firmware began to ask; or since the
 * loader did that came after it. Times are those since some moment.
 */
final class DhcpRound {

  /** Of servers, forms and booters no more are remembered. */
  private static final int MOST = 8;

  /**
   * A booter that did not answer.
   *
   * @param late whether it was waited for in vain; else it failed
   * @param took for how long
   * @param reason why; empty text if that is not known
   */
  record Failure(String booter, boolean late, Duration took, String reason) {
    static Failure of(BooterAsked asked) {
      return new Failure(
          Said.of(asked.booter()),
          asked.outcome() == BooterOutcome.LATE,
          asked.took(),
          Said.of(asked.reason().orElse("")));
    }
  }

  private int discovers;
  private Duration first = Duration.ZERO;
  private Duration last = Duration.ZERO;
  private boolean bootServerAsked;
  private Optional<Duration> requested = Optional.empty();
  private int attemptsSinceRequest;
  private final Set<InetAddress> addressServers = new LinkedHashSet<>();
  private final Set<InetAddress> bootServers = new LinkedHashSet<>();
  private Optional<Told> told = Optional.empty();
  private final List<String> forms = new ArrayList<>();
  private Duration formSince = Duration.ZERO;
  private Optional<Unanswered> unanswered = Optional.empty();
  private Duration unansweredSince = Duration.ZERO;
  private Optional<String> undecided = Optional.empty();
  private Duration undecidedSince = Duration.ZERO;
  private final Map<String, Failure> failing = new LinkedHashMap<>();
  private Optional<String> leftAlone = Optional.empty();

  void take(BootEvent event, Duration now) {
    if (event instanceof Heard heard) {
      heard(heard, now);
    } else if (event instanceof OtherAnswer other) {
      answered(other);
    } else if (event instanceof BooterAsked asked) {
      asked(asked);
    } else if (event instanceof Decided decided) {
      decided(decided.decision(), now);
    } else if (event instanceof Instructed instructed) {
      decided(instructed.decision(), now);
    } else if (event instanceof Told what) {
      told = Optional.of(what);
      unanswered = Optional.empty();
    } else if (event instanceof Unanswered why) {
      if (unanswered.isEmpty()) {
        unansweredSince = now;
      }
      unanswered = Optional.of(why);
    } else if (event instanceof FormChanged changed) {
      formSince = now;
      addForm(changed.from());
      addForm(changed.to());
    }
  }

  private void heard(Heard heard, Duration now) {
    if (heard.message() == DhcpMessage.DISCOVER) {
      if (discovers == 0) {
        first = now;
      }
      discovers++;
      attemptsSinceRequest += requested.isPresent() ? 1 : 0;
      last = now;
    } else if (heard.machine().isPresent()) {
      bootServerAsked = true;
    } else if (heard.message() == DhcpMessage.REQUEST) {
      requested = requested.or(() -> Optional.of(now));
    }
  }

  private void answered(OtherAnswer other) {
    if (other.address()) {
      add(addressServers, other.server());
    }
    if (other.boots()) {
      add(bootServers, other.server());
    }
  }

  private void asked(BooterAsked asked) {
    switch (asked.outcome()) {
      case ANSWERED, PASSED -> failing.remove(asked.booter());
      case FAILED, LATE -> {
        if (failing.containsKey(asked.booter()) || failing.size() < MOST) {
          failing.put(asked.booter(), Failure.of(asked));
        }
      }
    }
  }

  private void decided(BootDecision decision, Duration now) {
    leftAlone = Optional.empty();
    if (decision instanceof BootDecision.Undecided why) {
      if (undecided.isEmpty()) {
        undecidedSince = now;
      }
      undecided = Optional.of(Said.of(why.reason()));
      return;
    }
    undecided = Optional.empty();
    failing.clear();
    if (decision instanceof BootDecision.NotOurs why) {
      leftAlone = Optional.of(Said.of(why.reason()));
    }
  }

  private void addForm(String form) {
    String name = Said.of(form);
    if (!forms.contains(name) && forms.size() < MOST) {
      forms.add(name);
    }
  }

  private static void add(Set<InetAddress> servers, InetAddress server) {
    if (servers.size() < MOST) {
      servers.add(server);
    }
  }

  /**
   * Whether it has asked so often, and for so long, that an answer that it takes would be there.
   */
  boolean asksInVain(Duration patience, Duration silence, Duration now) {
    return (discovers >= 3 && now.minus(first).compareTo(patience) >= 0)
        || (discovers >= 2 && now.minus(last).compareTo(silence) >= 0);
  }

  /** How many DISCOVERs there were. */
  int discovers() {
    return discovers;
  }

  /** For how long it has asked. */
  Duration asking() {
    return last.minus(first);
  }

  /** Whether it has asked the boot server, on port 4011. */
  boolean bootServerAsked() {
    return bootServerAsked;
  }

  /** When it first took an address; empty if it was not heard to. */
  Optional<Duration> requested() {
    return requested;
  }

  /** How often it has begun anew since it first took an address. */
  int attemptsSinceRequest() {
    return attemptsSinceRequest;
  }

  /** Who was overheard to offer or give it an address. */
  Set<InetAddress> addressServers() {
    return addressServers;
  }

  /** Who else was overheard to tell it what to boot. */
  Set<InetAddress> bootServers() {
    return bootServers;
  }

  /** What it was told last. */
  Optional<Told> told() {
    return told;
  }

  boolean told(Next next) {
    return told.filter(what -> what.next() == next).isPresent();
  }

  /** The forms in which it was answered, if there was more than one. */
  List<String> forms() {
    return forms;
  }

  /** Since when it is answered in the last of the forms. */
  Duration formSince() {
    return formSince;
  }

  /** Why it was not answered last; empty if it was. */
  Optional<Unanswered> unanswered() {
    return unanswered;
  }

  Duration unansweredSince() {
    return unansweredSince;
  }

  /** Why the booters have not decided; empty if they have. */
  Optional<String> undecided() {
    return undecided;
  }

  Duration undecidedSince() {
    return undecidedSince;
  }

  /** The booters that failed or were late, the last time that they were asked. */
  List<Failure> failing() {
    return List.copyOf(failing.values());
  }

  /** Why no booter is for it; empty if one is. */
  Optional<String> leftAlone() {
    return leftAlone;
  }
}
