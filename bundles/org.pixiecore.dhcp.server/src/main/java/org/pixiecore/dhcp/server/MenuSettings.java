package org.pixiecore.dhcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.dhcp.BootMenu;

/**
 * The menu that a person set for PXE firmware.
 *
 * @param shown what the firmware shows
 * @param choices what its items load, in the same order
 */
record MenuSettings(BootMenu shown, List<LoadChoice> choices) {

  static final String ITEMS = "menuItems";
  static final String PROMPT = "menuPrompt";
  static final String TIMEOUT = "menuTimeout";

  static final String DEFAULT_PROMPT = "Press F8 for a menu of what to boot";
  static final int DEFAULT_TIMEOUT = 10;

  private static final String ITEM =
      "TEXT=WHAT, where WHAT is auto, ipxe, pxelinux, grub, local, or a boot program's file name";

  /** An item as it is written. */
  private record Item(String text, LoadChoice choice) {

    static Item parse(String written) {
      int equals = written.lastIndexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("\"" + written + "\" has no =");
      }
      String text = written.substring(0, equals).strip();
      LoadChoice choice = LoadChoice.parse(written.substring(equals + 1).strip());
      return new Item(MenuSettings.showable(text), choice);
    }
  }

  MenuSettings {
    choices = List.copyOf(choices);
  }

  /** Empty if there is to be no menu. */
  static Optional<MenuSettings> read(Configuration configuration) {
    List<Item> items = configuration.list(ITEMS, ITEM, Item::parse);
    String prompt =
        configuration.value(PROMPT, "printable ASCII", MenuSettings::showable, DEFAULT_PROMPT);
    int timeout = configuration.integer(TIMEOUT, 0, BootMenu.FOR_EVER, DEFAULT_TIMEOUT);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<BootMenu.Item> shown = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean local = items.get(i).choice() instanceof LoadChoice.LocalDisk;
      int type = local ? BootMenu.LOCAL_DISK : BootMenu.FIRST_TYPE + i;
      shown.add(new BootMenu.Item(type, items.get(i).text()));
    }
    try {
      return Optional.of(
          new MenuSettings(
              new BootMenu(prompt, timeout, shown), items.stream().map(Item::choice).toList()));
    } catch (IllegalArgumentException e) {
      configuration.refuse(ITEMS, "a menu that firmware can show (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  /** The text, if firmware can show it. */
  private static String showable(String text) {
    return new BootMenu.Item(BootMenu.LOCAL_DISK, text).text();
  }

  /**
   * What an item loads.
   *
   * @param type the boot server type that a request asks for
   * @return empty if none of these is of that type, or it asks no server
   */
  Optional<LoadChoice> choice(int type) {
    return IntStream.range(0, choices.size())
        .filter(i -> type != BootMenu.LOCAL_DISK && shown.items().get(i).type() == type)
        .mapToObj(choices::get)
        .findFirst();
  }
}
