package org.pixiecore.history;

import org.pixiecore.api.event.BootEvent.TransferOutcome;

/** Says where a transfer stopped. */
final class Stops {

  private Stops() {}

  static String problem(Loading.Stop stop) {
    return "The transfer of %s by %s %s at %s%s%s."
        .formatted(
            stop.file().name(),
            stop.file().protocol(),
            stop.outcome().map(Stops::how).orElse("stands still"),
            Sizes.place(stop.file().sent(), stop.file().size()),
            stop.times() > 1 ? ", " + stop.times() + " times" : "",
            stop.reason().map(reason -> ": " + reason).orElse(""));
  }

  private static String how(TransferOutcome outcome) {
    return switch (outcome) {
      case ABORTED -> "was ended by the machine";
      case FAILED -> "failed on this server";
      case COMPLETE, DECLINED, STALLED -> "stopped";
    };
  }
}
