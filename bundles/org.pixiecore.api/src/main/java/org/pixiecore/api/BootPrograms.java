package org.pixiecore.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the network boot programs that are installed on this server. Called on receive loops. */
@ProviderType
public interface BootPrograms {

  /**
   * What a person chose to boot the machine through: {@link Loader#IPXE} unless the configuration
   * says another for it.
   */
  Loader loaderFor(Machine machine);

  /**
   * The program that brings a machine to its {@linkplain #loaderFor loader}: by architecture; for
   * {@link Firmware#IPXE} and that loader, one to replace an iPXE that lacks what booting needs.
   *
   * @return empty if none is installed; the log has said so, with what to install
   */
  Optional<BootProgram> programFor(Machine machine);

  /**
   * The program that brings a machine to a loader, whichever is chosen for it: what a person asks
   * for on the machine itself.
   *
   * @return empty if none is installed
   */
  default Optional<BootProgram> programFor(Machine machine, Loader loader) {
    return loaderFor(machine) == loader ? programFor(machine) : Optional.empty();
  }

  /**
   * The program that {@link #programFor} names so, a file that such a program loads from beside
   * itself, or else a file of that name where a person's own boot programs are.
   *
   * @param name compared exactly
   * @return empty if there is none of that name
   */
  Optional<BootProgram> named(String name);
}
