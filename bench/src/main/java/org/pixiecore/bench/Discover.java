package org.pixiecore.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the DISCOVERs of network booting machines, as their firmware does (RFC 2131, RFC 4578).
 *
 * <p>Machine {@code n} always has the same MAC address and UUID. Even ones are x86 BIOS (option 93
 * = 0), odd ones UEFI x86-64 (7). Written apart from the server's own codec, so that the two do not
 * share a mistake.
 */
final class Discover {

  static final int SERVER_PORT = 67;
  static final int CLIENT_PORT = 68;
  static final int MAGIC_COOKIE = 0x63825363;
  static final int OPTIONS = 240;

  static final int X86_BIOS = 0;
  static final int EFI_X86_64 = 7;

  private static final byte[] BIOS_CLASS = ascii("PXEClient:Arch:00000:UNDI:002001");
  private static final byte[] EFI_CLASS = ascii("PXEClient:Arch:00007:UNDI:003016");
  private static final byte[] IPXE = ascii("iPXE");

  /** iPXE's features, each a code, a length and a version: HTTP, bzImage, EFI. */
  private static final byte[] IPXE_FEATURES = {0x13, 1, 1, 0x18, 1, 1, 0x24, 1, 1};

  /** The least size that RFC 1542 section 2.1 lets a client send. */
  private static final int MIN_SIZE = 300;

  /** 02 in the first octet: locally administered. */
  private static final long FIRST_MAC = 0x02_50_58_00_00_00L;

  private static final short BROADCAST = (short) 0x8000;

  private Discover() {}

  static int architecture(int machine) {
    return machine % 2 == 0 ? X86_BIOS : EFI_X86_64;
  }

  /**
   * A DISCOVER of the machine's firmware.
   *
   * @param packet cleared, filled, and flipped for sending
   */
  static void ofFirmware(ByteBuffer packet, int machine, int xid) {
    header(packet, machine, xid);
    finish(packet);
  }

  /** A DISCOVER of the iPXE that the machine's firmware has loaded: user class {@code iPXE}. */
  static void ofIpxe(ByteBuffer packet, int machine, int xid) {
    header(packet, machine, xid);
    option(packet, 77, IPXE);
    option(packet, 175, IPXE_FEATURES);
    finish(packet);
  }

  private static void header(ByteBuffer packet, int machine, int xid) {
    int architecture = architecture(machine);
    long mac = FIRST_MAC + machine;
    packet.clear();
    packet.put((byte) 1).put((byte) 1).put((byte) 6).put((byte) 0);
    packet.putInt(xid);
    packet.putShort((short) 0).putShort(BROADCAST);
    while (packet.position() < OPTIONS - Integer.BYTES) {
      packet.putInt(0);
    }
    packet.putShort(28, (short) (mac >>> 32)).putInt(30, (int) mac);
    packet.putInt(MAGIC_COOKIE);
    option(packet, 53, (byte) 1);
    option(packet, 57, (byte) 0x05, (byte) 0xc0);
    option(packet, 93, (byte) (architecture >>> 8), (byte) architecture);
    option(packet, 94, (byte) 1, (byte) 3, (byte) 0x10);
    packet.put((byte) 97).put((byte) 17).put((byte) 0).putLong(0x5058_4542_4f4f_5400L).putLong(mac);
    option(packet, 60, architecture == X86_BIOS ? BIOS_CLASS : EFI_CLASS);
    option(packet, 55, (byte) 1, (byte) 3, (byte) 43, (byte) 60, (byte) 66, (byte) 67);
  }

  private static void option(ByteBuffer packet, int code, byte... value) {
    packet.put((byte) code).put((byte) value.length).put(value);
  }

  private static void finish(ByteBuffer packet) {
    packet.put((byte) 0xff);
    while (packet.position() < MIN_SIZE) {
      packet.put((byte) 0);
    }
    packet.flip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
