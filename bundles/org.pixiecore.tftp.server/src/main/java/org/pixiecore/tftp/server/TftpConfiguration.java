package org.pixiecore.tftp.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.tftp.TransferLimits;

/** What a person may set; {@link TftpSettings} reads it. */
@ObjectClassDefinition(
    name = "Pixiecore TFTP server",
    description = "Sends network boot programs. A change holds from the next request on.")
@interface TftpConfiguration {

  int PORT = 69;
  int MAX_WINDOWSIZE = 64;
  int MAX_TRANSFERS = 4096;
  int TIMEOUT = 1000;
  int RETRIES = 5;

  @AttributeDefinition(
      name = "Interfaces",
      description =
          "Interface names and addresses to listen on, with commas between; none for all.",
      required = false)
  String[] interfaces() default {};

  @AttributeDefinition(
      name = "Port",
      description = "UDP port that requests come to; firmware knows no other than 69.",
      min = "1",
      max = "65535",
      required = false)
  int port() default PORT;

  @AttributeDefinition(
      name = "Largest block",
      description =
          "Most octets in a block (RFC 2348). The interface's MTU limits them further, so that"
              + " nothing is fragmented.",
      min = "8",
      max = "65464",
      required = false)
  int maxBlksize() default TransferLimits.MAX_BLKSIZE;

  @AttributeDefinition(
      name = "Largest window",
      description = "Most blocks sent without waiting for an ACK (RFC 7440); 1 for lock-step.",
      min = "1",
      max = "65535",
      required = false)
  int maxWindowsize() default MAX_WINDOWSIZE;

  @AttributeDefinition(
      name = "Most transfers",
      description =
          "Transfers at once. A request beyond them takes the place of one whose client has not"
              + " answered, else it goes unanswered: firmware asks again, while an ERROR would end"
              + " its boot.",
      min = "1",
      max = "100000",
      required = false)
  int maxTransfers() default MAX_TRANSFERS;

  @AttributeDefinition(
      name = "Time-out",
      description =
          "Milliseconds to wait for an ACK before sending again, doubled each time up to 16 s. A"
              + " client's own timeout option (RFC 2349) overrules it.",
      min = "10",
      max = "60000",
      required = false)
  int timeout() default TIMEOUT;

  @AttributeDefinition(
      name = "Retries",
      description = "How often to send again, with no progress between, before giving up.",
      min = "0",
      max = "100",
      required = false)
  int retries() default RETRIES;

  @AttributeDefinition(
      name = "Rollover",
      description =
          "The block number after 65535: 0, as nearly every client expects, or 1. It matters for"
              + " files over 32 MiB at 512 octets a block.",
      min = "0",
      max = "1",
      required = false)
  int rollover() default 0;
}
