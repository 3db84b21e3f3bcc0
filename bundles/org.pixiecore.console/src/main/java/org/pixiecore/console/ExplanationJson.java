package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootSpec;

/** How the booters decide about a machine, without command lines and scripts. */
final class ExplanationJson {

  private ExplanationJson() {}

  static ObjectNode of(Explanation explanation) {
    ObjectNode json = Json.object().put("mac", explanation.machine().mac().toString());
    json.set("opinions", Json.array(explanation.opinions().stream(), ExplanationJson::opinion));
    return json.put("decision", decision(explanation.decision()));
  }

  private static ObjectNode opinion(Opinion opinion) {
    return Json.object()
        .put("booter", opinion.booter().name())
        .put("says", opinion.spec().map(spec -> says(spec, opinion.booter().name())).orElse(null))
        .put("failure", Json.orNull(opinion.failure()))
        .put("reason", Json.orNull(opinion.reason()));
  }

  private static String says(BootSpec spec, String booter) {
    if (spec instanceof BootSpec.Once once) {
      return says(once.boot(), booter) + ", once";
    }
    if (spec instanceof BootSpec.Silence) {
      return "silence";
    }
    if (spec instanceof BootSpec.Identify) {
      return "iPXE, which asks again with the serial number";
    }
    return new BootDecision.Boot(spec, booter).summary();
  }

  private static String decision(BootDecision decision) {
    if (decision instanceof BootDecision.Boot boot) {
      return "It boots %s (booter %s).".formatted(says(boot.spec(), boot.booter()), boot.booter());
    }
    return decision instanceof BootDecision.Undecided undecided
        ? "It is left to ask again: " + undecided.reason()
        : "It is not booted: " + ((BootDecision.NotOurs) decision).reason();
  }
}
