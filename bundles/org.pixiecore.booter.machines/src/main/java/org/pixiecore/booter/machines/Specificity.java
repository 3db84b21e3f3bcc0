package org.pixiecore.booter.machines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How narrowly a machine is selected. The first of these in which two differ tells which is the
 * more specific; where they are equal in all, neither is.
 *
 * @param identities how many of MAC address, UUID and serial number
 * @param port how many of the relay's circuit-id and remote-id
 * @param macOctets of the beginning of a MAC address, 1 to 5
 * @param prefix bits of the longer of relay and subnet, plus 1, so that 0.0.0.0/0 counts
 * @param interfaces 1 for this server's interface
 * @param architectures 2 for one architecture, 1 for a family of them
 * @param firmware 1 for the firmware
 * @param criteria how many of all of these
 */
record Specificity(
    int identities,
    int port,
    int macOctets,
    int prefix,
    int interfaces,
    int architectures,
    int firmware,
    int criteria)
    implements Comparable<Specificity> {

  /** Every machine. */
  static final Specificity NONE = new Specificity(0, 0, 0, 0, 0, 0, 0, 0);

  static final Specificity IDENTITY = new Specificity(1, 0, 0, 0, 0, 0, 0, 1);
  static final Specificity PORT = new Specificity(0, 1, 0, 0, 0, 0, 0, 1);
  static final Specificity INTERFACE = new Specificity(0, 0, 0, 0, 1, 0, 0, 1);
  static final Specificity ARCHITECTURE_FAMILY = new Specificity(0, 0, 0, 0, 0, 1, 0, 1);
  static final Specificity ARCHITECTURE = new Specificity(0, 0, 0, 0, 0, 2, 0, 1);
  static final Specificity FIRMWARE = new Specificity(0, 0, 0, 0, 0, 0, 1, 1);

  private static final Comparator<Specificity> ORDER =
      Comparator.comparingInt(Specificity::identities)
          .thenComparingInt(Specificity::port)
          .thenComparingInt(Specificity::macOctets)
          .thenComparingInt(Specificity::prefix)
          .thenComparingInt(Specificity::interfaces)
          .thenComparingInt(Specificity::architectures)
          .thenComparingInt(Specificity::firmware)
          .thenComparingInt(Specificity::criteria);

  static Specificity macOctets(int octets) {
    return new Specificity(0, 0, octets, 0, 0, 0, 0, 1);
  }

  static Specificity prefix(int bits) {
    return new Specificity(0, 0, 0, bits + 1, 0, 0, 0, 1);
  }

  /** Of both together. */
  Specificity and(Specificity other) {
    return new Specificity(
        identities + other.identities,
        port + other.port,
        Math.max(macOctets, other.macOctets),
        Math.max(prefix, other.prefix),
        Math.max(interfaces, other.interfaces),
        Math.max(architectures, other.architectures),
        Math.max(firmware, other.firmware),
        criteria + other.criteria);
  }

  @Override
  public int compareTo(Specificity other) {
    return ORDER.compare(this, other);
  }

  /** For people, like {@code MAC/UUID/serial and subnet /24}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (identities > 0) {
      parts.add(identities == 1 ? "MAC/UUID/serial" : identities + " of MAC/UUID/serial");
    }
    if (port > 0) {
      parts.add(port == 1 ? "circuit-id/remote-id" : "circuit-id and remote-id");
    }
    if (macOctets > 0) {
      parts.add(macOctets + " MAC octets");
    }
    if (prefix > 0) {
      parts.add("subnet/relay of /" + (prefix - 1));
    }
    if (interfaces > 0) {
      parts.add("interface");
    }
    if (architectures > 0) {
      parts.add(architectures == 1 ? "architecture family" : "architecture");
    }
    if (firmware > 0) {
      parts.add("firmware");
    }
    return parts.isEmpty() ? "every machine" : String.join(" and ", parts);
  }
}
