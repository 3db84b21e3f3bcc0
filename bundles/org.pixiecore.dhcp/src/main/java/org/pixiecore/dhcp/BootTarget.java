package org.pixiecore.dhcp;

import org.pixiecore.api.Machine;

/** What a machine is to load next. */
public sealed interface BootTarget {

  /** How its boot file is called in an answer. */
  String bootFile(Machine machine);

  /**
   * A boot program, by TFTP. The machine's MAC address stands before its name as a directory, so
   * that the TFTP server knows who is asking.
   *
   * @param name one path segment
   */
  record Program(String name) implements BootTarget {
    @Override
    public String bootFile(Machine machine) {
      return machine.mac().toString("-") + "/" + name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An iPXE script.
   *
   * @param url an absolute {@code http} or {@code https} URL, in which iPXE expands settings; ASCII
   */
  record Script(String url) implements BootTarget {
    @Override
    public String bootFile(Machine machine) {
      return url;
    }

    @Override
    public String toString() {
      return url;
    }
  }
}
