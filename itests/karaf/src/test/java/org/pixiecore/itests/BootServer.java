package org.pixiecore.itests;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A boot server as simulated machines know it.
 *
 * @param program what it gives to 64-bit x86 UEFI firmware
 * @param relays addresses of this computer from which it can be asked, on each call another one,
 *     with its port 67 free
 */
record BootServer(InetAddress address, Ports ports, Path program, Supplier<InetAddress> relays) {}
