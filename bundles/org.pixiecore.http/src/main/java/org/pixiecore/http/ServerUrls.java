package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.Machine;

/**
 * The URLs at which a machine finds this server.
 *
 * @param base like {@code http://192.168.1.5:8080}, without a slash at the end
 */
record ServerUrls(String base) {

  static final String SCRIPT_PATH = "/pixiecore/ipxe";
  static final String FOLDER_PATH = "/pixiecore/machine";
  static final String FILE_PATH = FileUrls.FILE_PATH;
  static final String CONFIRM_PATH = FileUrls.CONFIRM_PATH;
  static final String NOTICE_PATH = "/pixiecore/booting";

  /** A host name or address, as it may stand in a URL; anything else is no business of a URL's. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]");

  /**
   * As a machine sees this server: behind a router that is not the address it arrived at.
   *
   * @param port where it finds this server
   * @throws IllegalArgumentException if the header {@code Host} names none
   */
  static ServerUrls seenBy(HttpServletRequest request, int port) {
    String host = request.getServerName();
    if (host == null || !HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("the Host header names no host");
    }
    return new ServerUrls(
        request.getScheme() + "://" + host + ":" + port + request.getContextPath());
  }

  /** Where the machine's script is, as iPXE takes it. */
  String script(Machine machine) {
    return script(machine, Integer.MAX_VALUE);
  }

  /**
   * The same, shortened by what the query need not hold.
   *
   * @param longest in characters
   */
  String script(Machine machine, int longest) {
    String url = base + SCRIPT_PATH + "?";
    return url + MachineQuery.of(machine, longest - url.length());
  }

  /** The folder of what a machine loads by name. */
  String folder(Machine machine, int longest) {
    String url = base + FOLDER_PATH + "/";
    return url + MachineQuery.segment(machine, longest - url.length() - 1) + "/";
  }

  /** Where files are, and confirmations go. */
  FileUrls files() {
    return new FileUrls(base);
  }

  /**
   * Where a machine says that it is about to start what it loaded.
   *
   * @param ticket what is spent by that; empty for nothing
   */
  String notice(Machine machine, String name, String booter, Optional<String> ticket) {
    String url =
        "%s%s?%s=%s&%s=%s&%s=%s"
            .formatted(
                base,
                NOTICE_PATH,
                MachineQuery.MAC,
                machine.mac(),
                BootNotice.NAME,
                URLEncoder.encode(name, UTF_8),
                BootNotice.BOOTER,
                URLEncoder.encode(booter, UTF_8));
    return ticket
        .map(text -> url + "&" + BootNotice.TICKET + "=" + URLEncoder.encode(text, UTF_8))
        .orElse(url);
  }
}
