package org.pixiecore.launcher;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;

/**
 * One kernel for every machine.
 *
 * @param kernel the kernel
 * @param initrds in the order in which the kernel merges them
 * @param commandLine the kernel's arguments
 * @param message shown on a machine's console before it boots
 */
record FixedOptions(
    BootFile kernel, List<BootFile> initrds, CommandLine commandLine, Optional<String> message)
    implements BooterOptions {

  FixedOptions {
    initrds = List.copyOf(initrds);
  }

  @Override
  public String feature() {
    return "pixiecore-booter-static";
  }

  @Override
  public Map<String, Map<String, Object>> configuration() {
    Map<String, Object> booter = new TreeMap<>();
    booter.put("kernel", url(kernel));
    // an array, because a URL may hold a comma
    booter.put("initrd", initrds.stream().map(FixedOptions::url).toArray(String[]::new));
    booter.put("cmdline", template(commandLine));
    message.ifPresent(text -> booter.put("message", text));
    return Map.of("org.pixiecore.booter.static~command-line", booter);
  }

  /** As a booter's configuration has it. */
  static String template(CommandLine commandLine) {
    return commandLine.expand(
        file -> "{{ " + ArgumentTypes.KernelArguments.FUNCTION + " \"" + url(file) + "\" }}",
        "{{ CONFIRM }}");
  }

  /** A URL has no quote, brace or space in it, whatever the file is called. */
  private static String url(BootFile file) {
    String url =
        file.isLocal() ? "file://" + file.location().getRawPath() : file.location().toString();
    return URI.create(url).toASCIIString();
  }
}
