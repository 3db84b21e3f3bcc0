package org.pixiecore.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says why a boot does not go on: asks one cause after the other, the first that fits is it. */
final class Diagnoser {

  /** What lies deeper comes first: who is not answered does not load either. */
  private static final List<Suspicion> SUSPICIONS =
      List.of(
          new NotOurs(),
          new NoBootProgram(),
          new ServerNotReady(),
          new BootersUndecided(),
          new FileMissing(),
          new ProgramNotStarted(),
          new SecureBootRefused(),
          new LoaderHasNoAddress(),
          new NoAddress(),
          new OtherBootServer(),
          new OfferNotTaken(),
          new NoRequestForProgram(),
          new ProgramStalled(),
          new NoRequestForScript(),
          new FileStalled(),
          new FilesNotFetched(),
          new NoBootNotice());

  private Diagnoser() {}

  /** Why the boot does not go on; empty if it does, or may still. */
  static Optional<Finding> diagnose(Boot boot, Duration now) {
    if (boot.isOver()) {
      return Optional.empty();
    }
    return SUSPICIONS.stream()
        .flatMap(suspicion -> suspicion.confirmed(boot, now).stream())
        .findFirst();
  }
}
