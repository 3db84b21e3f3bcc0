package org.pixiecore.dhcp.lease;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set; {@link LeaseSettings} reads it. */
@ObjectClassDefinition(
    name = "Pixiecore: DHCP leases",
    description =
        "Gives machines their addresses, where there is no other DHCP server. A change holds from"
            + " the next request on.")
@interface LeaseConfiguration {

  @AttributeDefinition(
      name = "Mode",
      description =
          "proxy: the site's DHCP server gives addresses; server: this one does; auto: this one"
              + " does on a link where no other answers.",
      options = {
        @Option(label = "proxy", value = "proxy"),
        @Option(label = "server", value = "server"),
        @Option(label = "auto", value = "auto")
      },
      required = false)
  String mode() default "proxy";

  @AttributeDefinition(
      name = "Interfaces",
      description =
          "Interface names and addresses to give addresses on, with commas between; none for all.",
      required = false)
  String[] interfaces() default {};

  @AttributeDefinition(
      name = "Ranges",
      description =
          "Addresses to give, with commas between: 10.0.0.100-10.0.0.200, 10.0.0.128/25, upper-half"
              + " (of each interface's subnet, at most 1024), or for a relay's subnet"
              + " 10.1.0.100-10.1.0.200/24.",
      required = false)
  String[] ranges() default {};

  @AttributeDefinition(
      name = "Reservations",
      description =
          "Addresses that are certain machines' own, with commas between:"
              + " 52:54:00:12:34:56=10.0.0.50, or with a host name"
              + " 52:54:00:12:34:56=10.0.0.50=node1.",
      required = false)
  String[] reservations() default {};

  @AttributeDefinition(
      name = "Routers",
      description = "Addresses of routers; a machine is told those in its subnet.",
      required = false)
  String[] routers() default {};

  @AttributeDefinition(
      name = "Name servers",
      description = "Addresses of DNS servers, with commas between.",
      required = false)
  String[] dns() default {};

  @AttributeDefinition(name = "Domain", description = "The machines' domain.", required = false)
  String domain() default "";

  @AttributeDefinition(
      name = "Time servers",
      description = "Addresses of NTP servers, with commas between.",
      required = false)
  String[] ntp() default {};

  @AttributeDefinition(
      name = "Lease time",
      description = "Seconds that a machine has its address before it must ask again.",
      min = "60",
      max = "2592000",
      required = false)
  int leaseTime() default 3600;

  @AttributeDefinition(
      name = "Shortest lease",
      description = "Seconds that a machine gets which asks for less.",
      min = "60",
      max = "2592000",
      required = false)
  int shortestLease() default 300;

  @AttributeDefinition(
      name = "Longest lease",
      description = "Seconds that a machine gets which asks for more.",
      min = "60",
      max = "2592000",
      required = false)
  int longestLease() default 86400;

  @AttributeDefinition(
      name = "Probe",
      description =
          "Milliseconds to wait whether an address answers an echo request (ping) before it is"
              + " first offered; 0 for not to ask.",
      min = "0",
      max = "1500",
      required = false)
  int probe() default 400;

  @AttributeDefinition(
      name = "Lease file",
      description =
          "File that keeps who has which address; it is made if missing. Empty for pixiecore/leases"
              + " in Karaf's data folder.",
      required = false)
  String leaseFile() default "";
}
