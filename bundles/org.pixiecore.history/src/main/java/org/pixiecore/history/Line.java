package org.pixiecore.history;

import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Step;

/**
 * What a step of a timeline says. Two with the same text are the same step again.
 *
 * @param text what happened, for people
 * @param detail what may be different each time, like how long it took; empty text for nothing
 */
record Line(ChainLink link, Step.Tone tone, String text, String detail) {

  static Line progress(ChainLink link, String text) {
    return new Line(link, Step.Tone.PROGRESS, text, "");
  }

  static Line note(ChainLink link, String text) {
    return new Line(link, Step.Tone.NOTE, text, "");
  }

  static Line trouble(ChainLink link, String text) {
    return new Line(link, Step.Tone.TROUBLE, text, "");
  }

  Line with(String moreDetail) {
    return new Line(link, tone, text, moreDetail);
  }

  boolean repeats(Line other) {
    return link == other.link && tone == other.tone && text.equals(other.text);
  }
}
