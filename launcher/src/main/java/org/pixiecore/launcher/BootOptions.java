package org.pixiecore.launcher;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;

/**
 * What to boot and where to listen, checked.
 *
 * @param kernel the kernel
 * @param initrds in the order in which the kernel merges them
 * @param commandLine the kernel's arguments
 * @param message shown on a machine's console before it boots
 * @param address the one to listen on; empty for all
 * @param httpPort from 1 to 65535
 * @param programs the network boot programs that a person chose, absolute, by the key that {@code
 *     org.pixiecore.bootloaders} has for them
 * @param debug whether to show what was ignored, and why
 * @param timestamps whether each line shows when it was written
 */
record BootOptions(
    BootFile kernel,
    List<BootFile> initrds,
    CommandLine commandLine,
    Optional<String> message,
    Optional<InetAddress> address,
    int httpPort,
    Map<String, Path> programs,
    boolean debug,
    boolean timestamps) {

  BootOptions {
    initrds = List.copyOf(initrds);
    programs = Map.copyOf(programs);
  }
}
