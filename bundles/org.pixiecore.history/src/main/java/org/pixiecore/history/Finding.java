package org.pixiecore.history;

import java.time.Instant;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;

/** Why a boot does not go on: a {@link Diagnosis} that does not say yet when it was found. */
record Finding(Cause cause, ChainLink link, String problem, String advice) {

  Diagnosis at(Instant when) {
    return new Diagnosis(cause, when, link, problem, advice);
  }

  /** Whether it says the same, perhaps in other numbers. */
  boolean continues(Diagnosis diagnosis) {
    return cause == diagnosis.cause() && link == diagnosis.link();
  }
}
