package org.pixiecore.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.OptionCode;

/** A machine that has come as far as iPXE. */
final class Machine {

  private static final Capture DISCOVER = Capture.of("ipxe-undionly-discover");
  private static final AtomicInteger NUMBER = new AtomicInteger(1);

  private final MacAddress mac = new MacAddress(0x525400_000000L + NUMBER.getAndIncrement());
  private final Firmware firmware;
  private final int dhcpPort;

  Machine(Firmware firmware, int dhcpPort) {
    this.firmware = firmware;
    this.dhcpPort = dhcpPort;
  }

  MacAddress mac() {
    return mac;
  }

  /** Where its script is, as the offer says; asks until there is one. */
  URI scriptUrl() {
    return URI.create(bootFile(firmware.discover(DISCOVER.from(mac), dhcpPort)));
  }

  /** Its script. */
  String script() throws IOException, InterruptedException {
    return Http.get(scriptUrl(), BodyHandlers.ofString()).body();
  }

  static String bootFile(DhcpPacket answer) {
    return expanded(answer.options().get(OptionCode.BOOTFILE_NAME).orElseThrow().text());
  }

  /** As iPXE takes a URL, which expands the settings in it: this machine has none. */
  static String expanded(String url) {
    return url.replaceAll("\\$\\{[^}]*}", "");
  }
}
