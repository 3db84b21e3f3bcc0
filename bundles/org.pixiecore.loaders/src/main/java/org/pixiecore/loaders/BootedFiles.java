package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a loader loads last: {@code booted/<ticket>/<booter>/<name>}. By that it says what it is
 * about to start, and spends the ticket. A ticket that this server did not make holds no machine
 * up, for it can be mended by none.
 */
final class BootedFiles implements LoaderKind {

  static final String FOLDER = "booted";

  private static final Logger LOG = LoggerFactory.getLogger(BootedFiles.class);
  private static final int SEGMENTS = 4;
  private static final int LONGEST_NAME = 100;
  private static final int LINES_A_MINUTE = 10;

  /** In the ticket's place; no ticket is so short. */
  private static final String NO_TICKET = "none";

  private final Core core;
  private final LogLimit complaints =
      new LogLimit(LINES_A_MINUTE, Duration.ofMinutes(1), System::nanoTime);

  BootedFiles(Core core) {
    this.core = core;
  }

  /**
   * The path of it.
   *
   * @param ticket what is spent by loading it; empty for nothing
   * @param started the name of the kernel or program
   */
  static String path(Optional<String> ticket, String booter, String started) {
    return String.join(
        "/", FOLDER, ticket.orElse(NO_TICKET), FileUrls.segment(booter), FileUrls.segment(started));
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    if (path.size() != SEGMENTS || !path.get(0).equals(FOLDER) || request.mac().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> ticket = Optional.of(path.get(1)).filter(it -> !it.equals(NO_TICKET));
    return Optional.of(
        core.confirmLater(request, ticket).thenApply(outcome -> confirmed(request, outcome)));
  }

  private LoaderFile confirmed(LoaderRequest request, Core.Confirmation outcome) {
    if (outcome == Core.Confirmation.NOT_NOW) {
      return new LoaderFile.NotYet("what boots once cannot be kept in mind now");
    }
    if (outcome == Core.Confirmation.FOREIGN) {
      complain(request);
    }
    return booted(request);
  }

  private LoaderFile booted(LoaderRequest request) {
    if (!request.inquiry()) {
      MacAddress mac = request.mac().orElseThrow();
      String name = shown(request.path().get(3));
      String booter = shown(request.path().get(2));
      LOG.info("{}: is booting {} (booter {})", mac, name, booter);
      core.reports().booting(request, mac, name, booter);
    }
    return new LoaderFile.Generated(emptyArchive());
  }

  private void complain(LoaderRequest request) {
    complaints
        .permit()
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "{}: says that it boots with a ticket that this server did not make{}",
                    request.client().getHostAddress(),
                    heldBack == 0 ? "" : " (" + heldBack + " more like this before)"));
  }

  /** Whoever asks writes this into the log: it stays on its line, and short. */
  private static String shown(String segment) {
    String safe = FileUrls.segment(segment);
    return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) + "..." : safe;
  }

  /**
   * An archive of nothing (cpio in the format of SVR4, Linux's buffer-format.rst), which is a
   * harmless initrd, padded to 512 octets with NULs, which Linux skips.
   */
  private static ByteBuffer emptyArchive() {
    String end =
        "070701" // magic
            + "00000000".repeat(4) // inode, mode, uid, gid
            + "00000001" // one link
            + "00000000".repeat(6) // time, size, device, of the device
            + "0000000B" // octets in the name, with its NUL
            + "00000000" // checksum
            + "TRAILER!!!\0";
    ByteBuffer archive = ByteBuffer.allocate(512);
    archive.put(end.getBytes(US_ASCII));
    return archive.rewind();
  }
}
