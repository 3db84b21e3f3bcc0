/**
 * DHCP for network boot, as values and decisions: packets ({@link org.pixiecore.dhcp.DhcpPacket}),
 * who is asking ({@link org.pixiecore.dhcp.PxeRequest}) and what to answer ({@link
 * org.pixiecore.dhcp.ProxyDhcp}). No sockets, no clock, no framework.
 */
@Export
@Version("1.0.0")
package org.pixiecore.dhcp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
