package org.pixiecore.bench;

/** What a server is measured at; in the order of the report. */
enum Protocol {
  DHCP("DHCP: ProxyDHCP offers"),
  TFTP("TFTP: read requests"),
  HTTP("HTTP: GET"),
  START("Start");

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
