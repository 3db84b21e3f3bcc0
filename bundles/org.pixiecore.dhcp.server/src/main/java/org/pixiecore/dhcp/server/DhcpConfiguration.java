package org.pixiecore.dhcp.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set; {@link DhcpSettings} reads it. */
@ObjectClassDefinition(
    name = "Pixiecore: DHCP",
    description =
        "ProxyDHCP and the PXE boot server. A change holds from the next request on; the sockets"
            + " are opened anew only for another port or kind of socket.")
@interface DhcpConfiguration {

  @AttributeDefinition(
      name = "Interfaces",
      description =
          "Interface names and addresses to answer on, with commas between; none for all.",
      required = false)
  String[] interfaces() default {};

  @AttributeDefinition(
      name = "ProxyDHCP port",
      description = "UDP port for offers; firmware knows no other than 67.",
      min = "1",
      max = "65535",
      required = false)
  int dhcpPort() default 67;

  @AttributeDefinition(
      name = "Boot server port",
      description = "UDP port of the PXE boot server; firmware knows no other than 4011.",
      min = "1",
      max = "65535",
      required = false)
  int pxePort() default 4011;

  @AttributeDefinition(
      name = "Patience",
      description =
          "Milliseconds to wait for the booters. After that a request goes unanswered, and the"
              + " firmware's next one finds the decision. iPXE waits 2 seconds for an offer.",
      min = "1",
      max = "1900",
      required = false)
  int patience() default 500;

  @AttributeDefinition(
      name = "Socket",
      description =
          "native: Linux's own, which tells interfaces apart; portable: Java's, for one interface;"
              + " auto: native where that works; raw: beside a DHCP server on this host, which has"
              + " port 67 (Linux, with CAP_NET_RAW).",
      options = {
        @Option(label = "auto", value = "auto"),
        @Option(label = "native", value = "native"),
        @Option(label = "portable", value = "portable"),
        @Option(label = "raw", value = "raw")
      },
      required = false)
  String socket() default "auto";

  @AttributeDefinition(
      name = "Answer form",
      description =
          "In which form PXE firmware is answered. auto: direct, and the next one for a machine"
              + " that asks again and again; what worked is remembered. See docs/firmware.md.",
      options = {
        @Option(label = "auto", value = "auto"),
        @Option(label = "direct", value = "direct"),
        @Option(label = "binl", value = "binl"),
        @Option(label = "menu", value = "menu"),
        @Option(label = "plain", value = "plain")
      },
      required = false)
  String answerForm() default "auto";

  @AttributeDefinition(
      name = "Answer forms of some machines",
      description =
          "MAC addresses, or how they begin, each with a form, like 52:54:00=binl; the longest that"
              + " matches decides.",
      required = false)
  String[] answerForms() default {};

  @AttributeDefinition(
      name = "Menu items",
      description =
          "What PXE firmware lets a person choose from, each TEXT=WHAT, like Local disk=local. WHAT"
              + " is auto, ipxe, pxelinux, grub, local, or a boot program's file name; none for no"
              + " menu.",
      required = false)
  String[] menuItems() default {};

  @AttributeDefinition(
      name = "Menu prompt",
      description = "What firmware shows before the menu.",
      required = false)
  String menuPrompt() default MenuSettings.DEFAULT_PROMPT;

  @AttributeDefinition(
      name = "Menu time-out",
      description =
          "Seconds after which the first item is taken: 0 to take it at once, 255 to show the menu"
              + " and wait.",
      min = "0",
      max = "255",
      required = false)
  int menuTimeout() default MenuSettings.DEFAULT_TIMEOUT;

  @AttributeDefinition(
      name = "Survey",
      description =
          "Seconds after which it is looked again which DHCP servers are on each link, as a client"
              + " would; 0 to never look.",
      min = "0",
      max = "86400",
      required = false)
  int survey() default 300;
}
