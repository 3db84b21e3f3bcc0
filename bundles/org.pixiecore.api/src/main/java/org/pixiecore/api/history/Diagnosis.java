package org.pixiecore.api.history;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a machine does not boot. The text is the same wherever it is shown.
 *
 * @param cause what kind it is
 * @param at when it was found
 * @param link at which link of the chain the machine stands
 * @param problem what is wrong, in a sentence or two, for people
 * @param advice what to do about it, likewise
 */
public record Diagnosis(Cause cause, Instant at, ChainLink link, String problem, String advice) {

  /** The kinds of failure that are told apart. Their names are for programs, and stay. */
  public enum Cause {
    /** No DHCP server gave it an address. */
    NO_ADDRESS,
    /** It took an answer of another boot server than this. */
    OTHER_BOOT_SERVER,
    /** It was offered a boot program, and asks on as if it was not. */
    OFFER_NOT_TAKEN,
    /** It was told what to load, and never asked for it. */
    NO_REQUEST_FOR_PROGRAM,
    /** A boot program's transfer stopped on the way. */
    PROGRAM_STALLED,
    /** It has the boot program, and nothing came of it. */
    PROGRAM_NOT_STARTED,
    /** It has a signed boot program, and nothing came of it. */
    SECURE_BOOT_REFUSED,
    /** The boot program started, and got no address. */
    LOADER_HAS_NO_ADDRESS,
    /** The boot program started, and did not ask what to boot. */
    NO_REQUEST_FOR_SCRIPT,
    /** It was told what to boot, and did not fetch it. */
    FILES_NOT_FETCHED,
    /** The transfer of a kernel or initrd stopped on the way. */
    FILE_STALLED,
    /** A file that it needs is not there, or cannot be read. */
    FILE_MISSING,
    /** It has everything, and did not say that it starts. */
    NO_BOOT_NOTICE,
    /** No booter is for it. */
    NOT_OURS,
    /** The booters did not answer in time, or could not say. */
    BOOTERS_UNDECIDED,
    /** No boot program is installed for its architecture. */
    NO_BOOT_PROGRAM,
    /** This server could not answer, for another reason. */
    SERVER_NOT_READY
  }

  public Diagnosis {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(advice, "advice");
  }

  /** Problem and advice, on one line. */
  @Override
  public String toString() {
    return problem + " " + advice;
  }
}
