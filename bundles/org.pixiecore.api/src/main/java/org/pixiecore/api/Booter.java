package org.pixiecore.api;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what machines boot. Register one as an OSGi service, and machines are asked about from the
 * next packet on; take it away, and they are no longer.
 *
 * <p>Booters are asked in the order of {@code service.ranking}, highest first, until one answers.
 * The service property {@value #NAME}, else {@code service.pid}, else the component's name, names a
 * booter in the log. Two booters need two names.
 *
 * <p><b>How often:</b> a single boot asks several times (its firmware's and then iPXE's DHCP, port
 * 4011, the script), and firmware repeats itself, so a question must cost little and change
 * nothing. Questions about the same machine that come while one is under way are answered together.
 *
 * <p><b>Threads:</b> called on several threads at once, never on one that receives packets. It may
 * block, but not for long: after the time limit (see {@code etc/org.pixiecore.core.cfg}) the
 * calling thread is interrupted, and the booter's last answer about that machine serves.
 *
 * <p><b>The last answer</b> is the one to the same question. At {@link BootStage#SCRIPT} the one to
 * iPXE's offer a moment before serves too, if it is the later one and not {@link
 * BootSpec.Identify}; and where iPXE's offer was never asked about, the one to the firmware's.
 *
 * <p><b>When something about its answers changes</b>, a booter that modifies its service properties
 * or is registered anew is asked again at once.
 */
@ConsumerType
public interface Booter {

  /** Service property: what to call the booter in the log, a {@code String}. */
  String NAME = "pixiecore.booter.name";

  /**
   * Service property: for how many seconds after the booter spoke about a machine its last answer
   * may serve in place of one that it cannot give, an {@code Integer}; 0 for not at all. Absent, it
   * serves for as long as it is remembered. While the booter is merely slow, an offer goes by the
   * last answer in any case: it commits to nothing but that the machine boots.
   */
  String LAST_ANSWER_SECONDS = "pixiecore.booter.last.answer.seconds";

  /**
   * What the machine is to boot.
   *
   * @return empty for "not mine, ask the next"; a machine that every booter passes gets no offer.
   *     {@link BootSpec.LocalDisk} and {@link BootSpec.Silence} are answers like any other: they
   *     end the asking
   * @throws IOException if it cannot say now; the last answer serves, and where there is none the
   *     machine is left to ask again: no other booter is asked in its stead, because the answer may
   *     have been this one's to give
   * @throws InterruptedException if the time limit is over
   */
  Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException;

  /**
   * Why {@link #bootSpec} answers about this machine as it does, when a person asks: for example
   * which line of which file it found, or that it found none.
   *
   * @return for people, in one line or a few, without secrets; empty for nothing to say
   * @throws IOException as for {@link #bootSpec}
   * @throws InterruptedException if the time limit is over
   */
  default Optional<String> reason(Machine machine) throws IOException, InterruptedException {
    return Optional.empty();
  }
}
