package org.pixiecore.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Step;

/**
 * The steps of a machine, no more than so many. A step that was one of the last already is counted
 * there, and not written again: firmware repeats itself.
 */
final class Steps {

  /** How far back a step is looked for: a round of DHCP, with the booters that are asked. */
  private static final int ROUND = 12;

  private final Deque<Kept> kept = new ArrayDeque<>();
  private int weight;
  private long forgotten;

  /** One step, perhaps several times. */
  private static final class Kept {
    final Instant first;
    final boolean begins;
    Line line;
    Instant last;
    int times = 1;

    Kept(Instant at, Line line, boolean begins) {
      this.first = at;
      this.last = at;
      this.line = line;
      this.begins = begins;
    }

    void again(Instant at, Line latest) {
      line = latest;
      last = at;
      times++;
    }

    /** About how many octets it takes. */
    int weight() {
      return 150 + 2 * line.text().length();
    }

    Step shown() {
      return new Step(first, line.link(), line.tone(), text());
    }

    private String text() {
      List<String> remarks = new ArrayList<>();
      if (!line.detail().isEmpty()) {
        remarks.add(line.detail());
      }
      if (times > 1) {
        Duration span = Duration.between(first, last);
        remarks.add(times + " times" + (span.toSeconds() > 0 ? " in " + Sizes.time(span) : ""));
      }
      return line.text() + (remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")");
    }
  }

  /** Adds a step, or counts it. */
  void add(Instant at, Line line, int most) {
    Iterator<Kept> latest = kept.descendingIterator();
    for (int i = 0; i < ROUND && latest.hasNext(); i++) {
      Kept before = latest.next();
      if (before.line.repeats(line)) {
        before.again(at, line);
        return;
      }
      if (before.begins || isBetween(before.line.link(), line.link())) {
        break;
      }
    }
    append(new Kept(at, line, false), most);
  }

  /** The loader asks what its firmware has asked: that is another step. */
  private static boolean isBetween(ChainLink before, ChainLink asking) {
    return switch (asking) {
      case DHCP, OFFER, LOADER ->
          switch (before) {
            case DHCP, OFFER, LOADER -> false;
            case PROGRAM, INSTRUCTIONS, FILES, BOOT -> true;
          };
      case PROGRAM, INSTRUCTIONS, FILES, BOOT -> false;
    };
  }

  /** Adds a step before which none is the same as one after it. */
  void begin(Instant at, Line line, int most) {
    append(new Kept(at, line, true), most);
  }

  private void append(Kept step, int most) {
    kept.addLast(step);
    weight += step.weight();
    while (kept.size() > most) {
      weight -= kept.removeFirst().weight();
      forgotten++;
    }
  }

  /** About how many octets they take. */
  int weight() {
    return weight;
  }

  /** How many are kept no longer. */
  long forgotten() {
    return forgotten;
  }

  /** The oldest first. */
  List<Step> shown() {
    return kept.stream().map(Kept::shown).toList();
  }
}
