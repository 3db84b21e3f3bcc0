package org.pixiecore.dhcp.lease;

/** Whether machines get their addresses here. */
enum Mode {
  /** Never: the site's DHCP server gives them. */
  PROXY,
  /** Always. */
  SERVER,
  /** On a link where no DHCP server answers. */
  AUTO
}
