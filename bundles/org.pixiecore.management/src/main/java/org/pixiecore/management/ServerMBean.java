package org.pixiecore.management;

import java.io.IOException;
import javax.management.openmbean.TabularData;

/** How this server itself is. */
@Description("How this server is: where it listens, what it has to give, and whether it can boot.")
public interface ServerMBean {

  @Description("Whether nothing keeps this server from booting a machine now.")
  boolean isReady() throws IOException;

  @Description(
      "What keeps this server from booting some or all machines now, with what to do; empty if"
          + " nothing does.")
  String[] getObstacles() throws IOException;

  @Description("The ports that machines ask on.")
  TabularData getPorts() throws IOException;

  @Description("The networks on which machines are answered, and who else speaks DHCP there.")
  TabularData getNetworks() throws IOException;

  @Description(
      "The uses that a network boot program may have here, and what is installed for each.")
  TabularData getBootPrograms() throws IOException;

  @Description("The files that this server fetches, and of late the ended ones; the latest first.")
  TabularData getDownloads() throws IOException;

  /** A row of {@link #getPorts}. */
  @Description("A port that machines ask on.")
  record Port(
      @Description("What it is for, like ProxyDHCP or TFTP.") String purpose,
      @Description("The port, from 1 to 65535.") int port,
      @Description("The address or interface; * for all.") String on,
      @Description("What is particular about it; empty for nothing.") String how,
      @Description("Why it is not served, with what to do; empty if it is served.")
          String problem) {}

  /** A row of {@link #getNetworks}. */
  @Description("A network on which machines are answered.")
  record Network(
      @Description("This server's interface in it, like eth0.") String on,
      @Description("Who gives addresses there, as far as it is known.") String addresses,
      @Description(
              "What other servers say there that keeps machines from booting, with what to do;"
                  + " empty for nothing.")
          String conflicts) {}

  /** A row of {@link #getBootPrograms}. */
  @Description("A use that a network boot program may have.")
  record Program(
      @Description("The key of org.pixiecore.bootloaders that can name its file, like efi64.")
          String key,
      @Description("For which machines it is.") String firmware,
      @Description("Where the program is; empty if none is installed.") String path,
      @Description(
              "Whether the configuration asks for it; what it does not ask for may be missing.")
          boolean needed,
      @Description("How to get one; empty if there is one.") String advice) {}

  /** A row of {@link #getDownloads}. */
  @Description("A file that this server fetches.")
  record Fetched(
      @Description("For people, like debian 12 amd64: linux.") String name,
      @Description("Where from, without secrets.") String source,
      @Description("In octets; -1 while it is not known.") long size,
      @Description("How many octets are there.") long fetched,
      @Description("RUNNING, COMPLETE or FAILED.") String state,
      @Description("Why it failed, with what to do; empty unless it did.") String problem) {}
}
