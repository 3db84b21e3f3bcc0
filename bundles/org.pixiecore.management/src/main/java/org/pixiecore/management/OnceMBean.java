package org.pixiecore.management;

import java.io.IOException;
import javax.management.openmbean.TabularData;

/** What machines boot only once. */
@Description("What machines are to boot only once, and have booted.")
public interface OnceMBean {

  @Description("What is spent, the latest first: the machines boot their local disks since.")
  TabularData getSpent() throws IOException;

  @Description(
      "Has machines boot something once, and their local disks from then on: an order in"
          + " etc/org.pixiecore.booter.static-once.cfg, in the place of an earlier one; returns that"
          + " file's path.")
  String order(
      @Description(
              name = "machines",
              value = "MAC addresses, and beginnings of them like 52:54:00, with commas between.")
          String machines,
      @Description(
              name = "kernel",
              value = "An absolute path on this server, or an http or https URL.")
          String kernel,
      @Description(
              name = "initrds",
              value = "Likewise, in order, with commas between; empty for none.")
          String initrds,
      @Description(
              name = "commandLine",
              value =
                  "The kernel's; {{ ID \"./file\" }} becomes a URL of that file, {{ CONFIRM }} one that"
                      + " says that it is done. Empty for none.")
          String commandLine)
      throws IOException;

  @Description(
      "Forgets what a machine has booted once, so that it boots it again if it is still ordered;"
          + " returns how many orders were forgotten.")
  int again(@Description(name = "mac", value = "The machine, like 52:54:00:12:34:56.") String mac)
      throws IOException;

  /** A row of {@link #getSpent}. */
  @Description("A boot that was carried out, and is not again.")
  record SpentOrder(
      @Description("Which machine.") String mac,
      @Description("The booter that ordered it.") String booter,
      @Description("Which of its orders.") String order,
      @Description("When the machine confirmed it, by ISO 8601.") String at) {}
}
