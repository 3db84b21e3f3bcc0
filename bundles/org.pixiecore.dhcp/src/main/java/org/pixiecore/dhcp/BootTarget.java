package org.pixiecore.dhcp;

import java.util.Optional;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;

/** What a machine is to load next. */
public sealed interface BootTarget {

  /** How its boot file is called in an answer; empty if none is named. */
  String bootFile(Machine machine);

  /** Whether it is loaded by TFTP, so that an answer says from which server. */
  default boolean byTftp() {
    return false;
  }

  /**
   * A boot program, by TFTP. The machine's MAC address stands before its name as a directory, so
   * that the TFTP server knows who is asking.
   *
   * @param name one path segment
   * @param loader what it brings the machine to
   * @param pxelinuxFolder for PXELINUX, the URL of the folder in which it finds its configuration
   *     and files by HTTP, with a slash at the end; else empty, and where it is to look for them by
   *     TFTP
   */
  record Program(String name, Loader loader, Optional<String> pxelinuxFolder)
      implements BootTarget {

    /** One that brings the machine to iPXE. */
    public Program(String name) {
      this(name, Loader.IPXE, Optional.empty());
    }

    @Override
    public boolean byTftp() {
      return true;
    }

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
   * A boot program, by HTTP.
   *
   * @param url an absolute {@code http} URL that names this server by its address: a name would
   *     need the DHCP server to tell of a name server; ASCII
   */
  record HttpProgram(String url) implements BootTarget {
    @Override
    public String bootFile(Machine machine) {
      return url;
    }

    @Override
    public String toString() {
      return url;
    }
  }

  /** Files by TFTP whose names the machine knows: an answer says no more than from which server. */
  record NamedFiles() implements BootTarget {
    @Override
    public String bootFile(Machine machine) {
      return "";
    }

    @Override
    public boolean byTftp() {
      return true;
    }

    @Override
    public String toString() {
      return "its files";
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
