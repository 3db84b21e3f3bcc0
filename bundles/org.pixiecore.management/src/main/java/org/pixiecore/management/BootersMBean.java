package org.pixiecore.management;

import java.io.IOException;
import javax.management.openmbean.TabularData;

/** Who says what machines boot, and how to say it. */
@Description("Who says what machines boot: the booters, their configurations, and the recipes.")
public interface BootersMBean {

  @Description("The booters in the order in which they are asked.")
  TabularData getBooters() throws IOException;

  @Description("Every booter's configuration that is in effect, without secrets.")
  TabularData getConfigurations() throws IOException;

  @Description("The systems that can be booted by their names.")
  TabularData getRecipes() throws IOException;

  @Description(
      "Asks the booters what a machine boots, and tells line by line who answers, who passes, and"
          + " what comes of it. Nothing is sent to the machine, and nothing changes.")
  String[] explain(
      @Description(name = "mac", value = "The machine, like 52:54:00:12:34:56.") String mac,
      @Description(
              name = "architecture",
              value = "A DHCP code, or a name like uefi-x86-64; empty for what it asked with last.")
          String architecture)
      throws IOException;

  @Description(
      "Sets what machines boot, in etc/org.pixiecore.booter.static-NAME.cfg, in the place of what was"
          + " there; returns that file's path.")
  String boot(
      @Description(name = "name", value = "Which configuration: the NAME in the file's name.")
          String name,
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
                  "The kernel's; {{ ID \"./file\" }} becomes a URL of that file. Empty for none.")
          String commandLine,
      @Description(
              name = "machines",
              value =
                  "MAC addresses, and beginnings of them like 52:54:00, with commas between; empty for"
                      + " every machine.")
          String machines,
      @Description(
              name = "ranking",
              value = "Of several booters that are for a machine, the one with the highest serves.")
          int ranking)
      throws IOException;

  @Description(
      "Boots a system by its recipe, in etc/org.pixiecore.booter.recipe-NAME.cfg; returns that file's"
          + " path.")
  String quick(
      @Description(name = "recipe", value = "The recipe's name.") String recipe,
      @Description(name = "version", value = "Empty for the recipe's own.") String version,
      @Description(
              name = "architecture",
              value = "As the recipe names it, like arm64; empty for the recipe's first.")
          String architecture,
      @Description(
              name = "mirror",
              value = "A URL to fetch from in place of the recipe's; empty for that.")
          String mirror,
      @Description(name = "machines", value = "As in boot.") String machines)
      throws IOException;

  @Description("Removes a booter's configuration; tells whether there was one.")
  boolean remove(
      @Description(name = "booter", value = "Its kind, like static or recipe.") String booter,
      @Description(name = "name", value = "Which of that kind.") String name)
      throws IOException;

  /** A row of {@link #getBooters}. */
  @Description("A booter, in its place in the order of asking.")
  record Ranked(
      @Description("What the log calls it.") String name,
      @Description("Its ranking: the highest is asked first.") int ranking,
      @Description("False while it is gone and waited for.") boolean there) {}

  /** A row of {@link #getConfigurations}. */
  @Description("A setting of a booter.")
  record Setting(
      @Description("The booter's kind, like static.") String booter,
      @Description("Which of that kind.") String name,
      @Description("The key.") String key,
      @Description("The value; (hidden) in the place of a secret.") String value) {}

  /** A row of {@link #getRecipes}. */
  @Description("How to boot one system.")
  record Listed(
      @Description("What people call for it by.") String name,
      @Description("For people.") String title,
      @Description("The version that is taken if nobody names one.") String version,
      @Description("With commas between; the first is taken if nobody names one.")
          String architectures,
      @Description("What else people should know.") String note) {}
}
