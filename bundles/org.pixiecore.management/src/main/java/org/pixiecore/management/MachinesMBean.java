package org.pixiecore.management;

import java.io.IOException;
import javax.management.openmbean.TabularData;

/** The machines that were heard, and how their boots go. */
@Description("The machines that were heard since this server started, and how their boots go.")
public interface MachinesMBean {

  @Description("Every machine that is known, the one that was heard last first.")
  TabularData getMachines() throws IOException;

  @Description("The transfers to machines that go on.")
  TabularData getTransfers() throws IOException;

  @Description("What went wrong of late, the latest first, also of machines that boot by now.")
  TabularData getProblems() throws IOException;

  @Description("What happened to a machine, the oldest first; empty if it is not known.")
  TabularData timeline(
      @Description(name = "mac", value = "The machine, like 52:54:00:12:34:56.") String mac)
      throws IOException;

  @Description("Forgets a machine until it is heard again; tells whether it was known.")
  boolean forget(
      @Description(name = "mac", value = "The machine, like 52:54:00:12:34:56.") String mac)
      throws IOException;

  /** A row of {@link #getMachines}. */
  @Description("A machine, and how its last boot goes or went.")
  record Heard(
      @Description("The MAC address of the interface that it boots from.") String mac,
      @Description("The maker of that interface; empty if it is not known.") String vendor,
      @Description("Like UEFI x86-64; empty if it has not asked to boot.") String architecture,
      @Description("What asks on it, like pxe or ipxe; empty if it has not asked to boot.")
          String firmware,
      @Description("Its IP address; empty if it is not known.") String address,
      @Description("How far it has come: a name of BootState, like LOADING or STUCK.") String state,
      @Description("When its boot began, by ISO 8601.") String began,
      @Description("When something happened last, by ISO 8601.") String heard,
      @Description("What it boots, without its command line; empty while that is not known.")
          String boots,
      @Description("What happened last.") String lastStep,
      @Description("Why it does not get any further; empty while it does.") String problem,
      @Description("What to do about that; empty while it gets further.") String advice) {}

  /** A row of {@link #getTransfers}. */
  @Description("A file on its way to a machine.")
  record Running(
      @Description("Which machine.") String mac,
      @Description("TFTP or HTTP.") String protocol,
      @Description("The file, without its folder.") String name,
      @Description("In octets; -1 where it is not known until the end.") long size,
      @Description("How many octets have gone.") long sent) {}

  /** A row of {@link #getProblems}. */
  @Description("A machine that did not get any further.")
  record Problem(
      @Description("Which machine.") String mac,
      @Description("When it was found, by ISO 8601.") String at,
      @Description("What kind it is: a name of Diagnosis.Cause, like NO_ADDRESS.") String cause,
      @Description("What is wrong.") String problem,
      @Description("What to do about it.") String advice) {}

  /** A row of {@link #timeline}. */
  @Description("A step of a machine's boot.")
  record TimelineStep(
      @Description("When it happened, by ISO 8601.") String at,
      @Description("Which link of the chain it belongs to: a name of ChainLink, like OFFER.")
          String link,
      @Description("PROGRESS, NOTE or TROUBLE.") String tone,
      @Description("What happened.") String text) {}
}
