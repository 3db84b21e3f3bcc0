package org.pixiecore.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the network boot programs that are installed on this server. Called on receive loops. */
@ProviderType
public interface BootPrograms {

  /**
   * The program that brings a machine to an iPXE that boots by HTTP: for {@link Firmware#PXE} by
   * architecture; for {@link Firmware#IPXE}, one to replace an iPXE that lacks what booting needs.
   *
   * @return empty if none is installed; the log has said so, with what to install
   */
  Optional<BootProgram> programFor(Machine machine);

  /**
   * The program that {@link #programFor} names so.
   *
   * @param name compared exactly
   * @return empty if there is none of that name
   */
  Optional<BootProgram> named(String name);
}
