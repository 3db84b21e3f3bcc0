package org.pixiecore.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacPrefix;

/**
 * What machines are to boot, as a person types it; each empty where nothing is said.
 *
 * @param kernel a path or URL
 * @param initrds paths and URLs, in order
 * @param commandLine the kernel's, in which <code>{{ ID "file" }}</code> stands for a file's URL
 * @param program in place of a kernel: a path or URL
 * @param message shown on the machine before it boots
 * @param machines MAC addresses and their beginnings; empty for every machine
 * @param ranking of several booters, the highest is asked first
 * @param once which order it is, if it is to be booted once
 */
record BootOrder(
    Optional<String> kernel,
    List<String> initrds,
    Optional<String> commandLine,
    Optional<String> program,
    Optional<String> message,
    List<String> machines,
    Optional<Integer> ranking,
    Optional<String> once) {

  /** The fixed booter's function for a file's URL. */
  private static final String FILE_FUNCTION = "ID";

  /**
   * The fixed booter's settings.
   *
   * @param readable whether a file is there and can be read
   * @throws IllegalArgumentException if something is wrong; the message is for people
   */
  Map<String, String> settings(Predicate<Path> readable) {
    if (kernel.isPresent() == program.isPresent()) {
      throw new IllegalArgumentException(
          "say what to boot: --kernel or --program, and not both of them");
    }
    if (program.isPresent() && (!initrds.isEmpty() || commandLine.isPresent())) {
      throw new IllegalArgumentException("--initrd and --cmdline belong to a --kernel");
    }
    Map<String, String> settings = new TreeMap<>();
    kernel.ifPresent(file -> settings.put("kernel", file(file, readable).text()));
    program.ifPresent(file -> settings.put("program", file(file, readable).text()));
    if (!initrds.isEmpty()) {
      settings.put(
          "initrd",
          initrds.stream()
              .map(initrd -> withoutComma(file(initrd, readable).text()))
              .collect(Collectors.joining(", ")));
    }
    commandLine.ifPresent(text -> settings.put("cmdline", checked(text, readable)));
    message.ifPresent(text -> settings.put("message", text));
    if (!machines.isEmpty()) {
      settings.put(
          "machines",
          machines.stream()
              .map(text -> MacPrefix.parse(text).toString())
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    ranking.ifPresent(number -> settings.put("ranking", String.valueOf(number)));
    once.ifPresent(order -> settings.put("once", order));
    return settings;
  }

  /** A file as it was typed, checked. */
  private record Named(String text, BootFile file) {}

  private static Named file(String text, Predicate<Path> readable) {
    BootFile file = BootFile.parse(text);
    if (file.isLocal() && !readable.test(file.path())) {
      throw new IllegalArgumentException(file + " is not there, or this server cannot read it");
    }
    return new Named(text.strip(), file);
  }

  private static String withoutComma(String initrd) {
    if (initrd.contains(",")) {
      throw new IllegalArgumentException(
          "an initrd's name has a comma, which stands between initrds in a configuration: give the"
              + " file another name, or percent-encode it in a URL");
    }
    return initrd;
  }

  private String checked(String text, Predicate<Path> readable) {
    CommandLine unused =
        CommandLine.parse(
            text, FILE_FUNCTION, argument -> file(besideTheKernel(argument), readable).file());
    return text;
  }

  private String besideTheKernel(String name) {
    BootFile boots = BootFile.parse(kernel.orElseThrow());
    boolean relative = !name.startsWith("/") && !name.contains("://");
    return relative && boots.isLocal()
        ? boots.path().resolveSibling(name).normalize().toString()
        : name;
  }
}
