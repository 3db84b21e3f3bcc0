package org.pixiecore.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.history.BootHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people who have signed in may do with a machine. */
@Component(service = Changes.class)
public final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final String BOOT = "boot";
  private static final String BOOT_AS_CONFIGURED = "boot-as-configured";
  private static final String BOOT_ONCE_AGAIN = "boot-once-again";
  private static final String FORGET = "forget";

  /** As the last part of a machine's path. */
  static final Set<String> ACTIONS = Set.of(BOOT, BOOT_AS_CONFIGURED, BOOT_ONCE_AGAIN, FORGET);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootHistory history;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile OneShots oneShots;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BooterFiles files;

  /**
   * Does something.
   *
   * @param details what the action needs to know
   * @return what was done, for people
   * @throws RefusedException if it cannot be
   */
  String carryOut(MachinePath path, JsonNode details) throws RefusedException {
    MacAddress mac = path.mac();
    try {
      String done =
          switch (path.action()) {
            case BOOT -> boot(BootOrder.read(mac, details));
            case BOOT_AS_CONFIGURED -> bootAsConfigured(mac);
            case BOOT_ONCE_AGAIN -> bootOnceAgain(mac);
            case FORGET -> forget(mac);
            default -> throw Answers.notFound();
          };
      LOG.info("{}: {}", mac, done);
      return done;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
    } catch (IOException e) {
      LOG.error("{}: {} failed", mac, path.action(), e);
      throw new RefusedException(
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          "It could not be written to disk, and nothing was changed; the log says why.");
    }
  }

  /** What this page has a machine boot, without its command line; empty for nothing. */
  Optional<String> ordered(MacAddress mac) {
    BooterFiles known = files;
    return known == null
        ? Optional.empty()
        : known.files().stream()
            .filter(file -> file.booter().equals(BootOrder.BOOTER))
            .filter(file -> file.name().equals(BootOrder.name(mac)))
            .map(file -> BootOrder.summary(file.settings()))
            .findFirst();
  }

  private String boot(BootOrder order) throws IOException, RefusedException {
    BooterFile file = order.file();
    String path = there(files).write(file);
    return "It boots %s from its next request on: %s says so."
        .formatted(BootOrder.summary(file.settings()), path);
  }

  private String bootAsConfigured(MacAddress mac) throws IOException, RefusedException {
    return there(files).remove(BootOrder.BOOTER, BootOrder.name(mac))
        ? "It boots what the other booters say."
        : "It was not told here what to boot.";
  }

  private String bootOnceAgain(MacAddress mac) throws IOException, RefusedException {
    List<OneShots.Spent> forgotten = there(oneShots).forget(mac);
    return forgotten.isEmpty()
        ? "It has booted nothing that it was to boot only once."
        : "It boots once again what it has booted once.";
  }

  private String forget(MacAddress mac) throws RefusedException {
    return there(history).forget(mac)
        ? "It is forgotten until it is heard again."
        : "It was not known.";
  }

  private static <S> S there(S service) throws RefusedException {
    if (service == null) {
      throw new RefusedException(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "A part of this server that does it is not running; log:display may say why.");
    }
    return service;
  }
}
