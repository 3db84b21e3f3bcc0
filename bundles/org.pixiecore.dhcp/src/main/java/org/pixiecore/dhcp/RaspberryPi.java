package org.pixiecore.dhcp;

import java.util.Set;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.MacAddress;

/**
 * Tells a Raspberry Pi's boot loader from the PXE ROM of a PC. It calls itself architecture 0, as a
 * PC with a BIOS does, so that only its maker's mark is left to go by: that of its MAC address, or
 * of its GUID where the address was changed.
 */
final class RaspberryPi {

  /** The version of UNDI that it claims, as many a ROM does. */
  private static final String VENDOR_CLASS = "PXEClient:Arch:00000:UNDI:002001";

  /** Of Raspberry Pi Foundation and Raspberry Pi (Trading) Ltd, from IEEE's registry. */
  private static final Set<Integer> OUIS =
      Set.of(0xb827eb, 0xdca632, 0xe45f01, 0xd83add, 0x28cdc1, 0x2ccf67, 0x88a29e);

  private static final int GUID = 1;
  private static final int SERIAL_LENGTH = 4;

  private RaspberryPi() {}

  /**
   * Whether a machine is one.
   *
   * @param identifier option 97, of any form; empty octets for none
   */
  static boolean is(
      Architecture architecture, Octets vendorClass, MacAddress mac, Octets identifier) {
    if (architecture.equals(Architecture.RASPBERRY_PI)) {
      return true;
    }
    boolean mayBe =
        architecture.equals(Architecture.X86_BIOS) && vendorClass.text().equals(VENDOR_CLASS);
    return mayBe && (OUIS.contains((int) (mac.bits() >>> 24)) || isOfRaspberryPi(identifier));
  }

  private static boolean isOfRaspberryPi(Octets identifier) {
    return identifier.length() == GUID + 4 * SERIAL_LENGTH
        && (beginsWithModel(identifier) || isRepeatedSerial(identifier));
  }

  /** Since Raspberry Pi 4: {@code RPi4}, {@code RPi5}, and so on, in either order of octets. */
  private static boolean beginsWithModel(Octets identifier) {
    String model = identifier.text(GUID, SERIAL_LENGTH);
    return model.matches("RPi\\d|\\diPR");
  }

  /** Before it: the serial number four times. A PC whose UUID was never set has one octet only. */
  private static boolean isRepeatedSerial(Octets identifier) {
    boolean uniform = true;
    for (int i = GUID; i < identifier.length(); i++) {
      if (identifier.at(i) != identifier.at(GUID + (i - GUID) % SERIAL_LENGTH)) {
        return false;
      }
      uniform &= identifier.at(i) == identifier.at(GUID);
    }
    return !uniform;
  }
}
