package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pixiecore.dhcp.OptionCode.Pxe;

/**
 * What PXE firmware lets a person choose from (PXE 2.1 section 2.2.3). Each item is a type of boot
 * server; the firmware asks port 4011 for the chosen one.
 *
 * @param prompt what is shown before the menu: printable ASCII
 * @param timeout in seconds, after which the first item is taken: 0 to take it at once and show
 *     nothing, up to 254; {@value #FOR_EVER} to show the menu and wait
 * @param items in the order in which they are shown, at least one
 */
public record BootMenu(String prompt, int timeout, List<Item> items) {

  /** A time-out that never ends. */
  public static final int FOR_EVER = 255;

  /** The type that firmware takes for "go on to the next boot device"; it asks no server. */
  public static final int LOCAL_DISK = 0;

  /** The first type that is free for anybody's use; the lower ones are certain products'. */
  public static final int FIRST_TYPE = 0x8000;

  /** No menu to a person's eyes: one item, taken at once. */
  public static final BootMenu UNSEEN =
      new BootMenu("Network boot", 0, List.of(new Item(FIRST_TYPE, "Network boot")));

  /** In octets: what option 43 holds, of which firmware does not join pieces (RFC 3396). */
  private static final int LONGEST = 255;

  /** Boot servers are neither sought by broadcast nor by multicast, but asked by address. */
  private static final int NO_BROADCAST_NO_MULTICAST = 0b11;

  /**
   * One choice.
   *
   * @param type of boot server, from 0 to 65535
   * @param text as it is shown: printable ASCII
   */
  public record Item(int type, String text) {
    public Item {
      requireText(text);
    }
  }

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if firmware could not show it; the message says why
   */
  public BootMenu {
    items = List.copyOf(items);
    requireText(prompt);
    if (timeout < 0 || timeout > FOR_EVER) {
      throw new IllegalArgumentException("a time-out is 0 to 255, not " + timeout);
    }
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a menu has at least one item");
    }
    int length = encodedLength(prompt, items);
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "the menu takes %d octets, and firmware reads %d: use fewer or shorter words"
              .formatted(length, LONGEST));
    }
  }

  private static int encodedLength(String prompt, List<Item> items) {
    int length = 3 + 2 + (2 + 1 + prompt.length()) + 2 + 1;
    for (Item item : items) {
      length += (item.type() == LOCAL_DISK ? 0 : 7) + 3 + item.text().length();
    }
    return length;
  }

  private static void requireText(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "\"" + text + "\" cannot be shown: expected letters, digits and signs of ASCII");
    }
  }

  /** The value of option 43. */
  Octets encode(Inet4Address server) {
    ByteBuffer servers = ByteBuffer.allocate(7 * items.size());
    ByteBuffer menu = ByteBuffer.allocate(LONGEST);
    for (Item item : items) {
      if (item.type() != LOCAL_DISK) {
        servers.putShort((short) item.type()).put((byte) 1).put(server.getAddress());
      }
      menu.putShort((short) item.type()).put((byte) item.text().length()).put(ascii(item.text()));
    }
    DhcpOptions.Builder options = new DhcpOptions.Builder();
    options.put(Pxe.DISCOVERY_CONTROL, Octets.of(NO_BROADCAST_NO_MULTICAST));
    if (servers.position() > 0) {
      options.put(Pxe.BOOT_SERVERS, octets(servers));
    }
    options.put(Pxe.BOOT_MENU, octets(menu));
    options.put(Pxe.MENU_PROMPT, Octets.of(timeout).then(Octets.of(prompt)));
    return options.build().encode();
  }

  private static Octets octets(ByteBuffer written) {
    written.flip();
    return Octets.read(written, written.remaining());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
