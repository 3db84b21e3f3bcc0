package org.pixiecore.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vendors from a list that the system has: that of systemd, which nearly every Linux has, else that
 * of Debian's package ieee-data. It is read when somebody first asks, in a thread of its own.
 */
final class InstalledVendors implements Vendors {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledVendors.class);

  private static final long LOCALLY_ADMINISTERED = 0x02_0000_000000L;
  private static final int QEMU = 0x525400;

  private final List<Path> candidates;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile VendorList list = VendorList.EMPTY;

  InstalledVendors(List<Path> candidates) {
    this.candidates = candidates;
  }

  static InstalledVendors ofThisSystem() {
    return new InstalledVendors(
        List.of(
            Path.of("/usr/lib/udev/hwdb.d/20-OUI.hwdb"),
            Path.of("/lib/udev/hwdb.d/20-OUI.hwdb"),
            Path.of("/usr/share/ieee-data/oui.txt")));
  }

  @Override
  public Optional<String> name(MacAddress mac) {
    int prefix = (int) (mac.bits() >>> 24);
    if (prefix == QEMU) {
      return Optional.of("QEMU");
    }
    if ((mac.bits() & LOCALLY_ADMINISTERED) != 0) {
      return Optional.empty();
    }
    if (!asked.getAndSet(true)) {
      DaemonThreads.named("pixiecore-vendors").newThread(this::read).start();
    }
    return list.name(prefix);
  }

  /** Takes the first list that there is. */
  void read() {
    for (Path file : candidates) {
      if (Files.isReadable(file)) {
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
          list = VendorList.read(reader);
          LOG.debug("{} names {} vendors", file, list.size());
          return;
        } catch (IOException e) {
          LOG.debug("Vendors are not known: {} cannot be read", file, e);
        }
      }
    }
  }
}
