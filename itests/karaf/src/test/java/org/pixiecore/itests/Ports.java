package org.pixiecore.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The ports of one server under test, on the loopback alone. */
record Ports(int http, int dhcp, int pxe, int tftp) {

  /** A line of a configuration file. */
  record Setting(String pid, String key, String value) {}

  static final String LOOPBACK = "127.0.0.1";

  private static final String HTTP_PID = "org.ops4j.pax.web";
  private static final String HTTP_KEY = "org.osgi.service.http.port";
  private static final String DHCP_PID = "org.pixiecore.dhcp.server";
  private static final String TFTP_PID = "org.pixiecore.tftp.server";

  /** Ports that are free now. They are taken all at once, so that no two are the same. */
  static Ports free() {
    try (ServerSocket http = new ServerSocket(0);
        DatagramSocket dhcp = new DatagramSocket();
        DatagramSocket pxe = new DatagramSocket();
        DatagramSocket tftp = new DatagramSocket()) {
      return new Ports(
          http.getLocalPort(), dhcp.getLocalPort(), pxe.getLocalPort(), tftp.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ports that a server's configuration files say. */
  static Ports configured(Path etc) {
    return new Ports(
        port(etc, HTTP_PID, HTTP_KEY),
        port(etc, DHCP_PID, "dhcpPort"),
        port(etc, DHCP_PID, "pxePort"),
        port(etc, TFTP_PID, "port"));
  }

  /** What makes a server use them. */
  List<Setting> settings() {
    return List.of(
        new Setting(HTTP_PID, HTTP_KEY, String.valueOf(http)),
        new Setting(DHCP_PID, "dhcpPort", String.valueOf(dhcp)),
        new Setting(DHCP_PID, "pxePort", String.valueOf(pxe)),
        new Setting(DHCP_PID, "interfaces", LOOPBACK),
        new Setting(TFTP_PID, "port", String.valueOf(tftp)),
        new Setting(TFTP_PID, "interfaces", LOOPBACK));
  }

  private static int port(Path etc, String pid, String key) {
    Properties configuration = new Properties();
    try (InputStream file = Files.newInputStream(etc.resolve(pid + ".cfg"))) {
      configuration.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Integer.parseInt(configuration.getProperty(key));
  }
}
