package org.pixiecore.loaders;

import java.util.Optional;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;

/**
 * Writes configurations in the language of one kind of loader. Pure. None of them dies: a boot that
 * fails waits and reads its configuration anew, as far as the loader can.
 */
interface ConfigurationWriter {

  /** Loads a kernel and its initrds, then {@link Order#notice}, and starts it. */
  String kernel(KernelBoot kernel, Order order) throws CannotLoadException;

  /** Loads a program, then {@link Order#notice}, and starts it. */
  String program(ProgramBoot program, Order order) throws CannotLoadException;

  /** Has the machine boot from its local disk. */
  String localDisk();

  /** Hands a machine back that is not ours, and says why. */
  String leave(String reason);

  /**
   * Says why nothing boots now, waits and reads the configuration anew.
   *
   * @return empty if the loader waits best when it gets no answer
   */
  Optional<String> askAgain(String reason);

  /**
   * Says why what was decided cannot be booted by this loader, and goes on as well as it can.
   *
   * @return empty as for {@link #askAgain}
   */
  default Optional<String> cannot(String reason) {
    return askAgain(reason);
  }
}
