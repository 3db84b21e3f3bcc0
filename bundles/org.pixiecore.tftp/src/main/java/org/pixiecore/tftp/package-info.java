/**
 * TFTP without a socket, a file or a clock: packets ({@link org.pixiecore.tftp.TftpPacket}), option
 * negotiation ({@link org.pixiecore.tftp.Negotiation}), names ({@link org.pixiecore.tftp.TftpPath})
 * and the sender's side of one transfer ({@link org.pixiecore.tftp.Transfer}). RFC 1350, 2347,
 * 2348, 2349 and 7440.
 */
@Export
@Version("1.0.0")
package org.pixiecore.tftp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
