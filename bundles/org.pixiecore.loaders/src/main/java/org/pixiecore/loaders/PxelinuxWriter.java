package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;

/** Writes what PXELINUX of Syslinux 5 and 6 reads. */
final class PxelinuxWriter implements ConfigurationWriter {

  /** In characters, of a file's name (FILENAME_MAX of Syslinux, less the NUL). */
  static final int LONGEST_NAME = 255;

  /** In octets, of the kernel's command line (COMMAND_LINE_SIZE of Linux on x86, less NUL). */
  private static final int LONGEST_COMMAND_LINE = 2047;

  /**
   * In characters, of a message's line: Syslinux reads lines into a buffer of a fixed length, and
   * would take the rest of a longer one for the next command.
   */
  private static final int LONGEST_MESSAGE_LINE = 500;

  private static final int PAUSE_SECONDS = 5;

  private final String self;

  /**
   * @param self the name under which PXELINUX reads the configuration anew
   */
  PxelinuxWriter(String self) {
    this.self = self;
  }

  @Override
  public String kernel(KernelBoot kernel, Order order) throws CannotLoadException {
    String image = order.name(kernel.kernel());
    List<String> initrds = new ArrayList<>();
    for (BootFile initrd : kernel.initrds()) {
      initrds.add(order.name(initrd));
    }
    initrds.add(order.notice(kernel));
    String commandLine = order.commandLine(kernel.commandLine());
    // the form in which PXELINUX hands it over
    int length =
        "BOOT_IMAGE=%s initrd=%s %s"
            .formatted(image, String.join(",", initrds), commandLine)
            .getBytes(UTF_8)
            .length;
    if (length > LONGEST_COMMAND_LINE) {
      throw new CannotLoadException(
          "the command line becomes %d octets long with the names of the files, which PXELINUX puts into it, and a kernel takes %d: shorten it, or the files' paths"
              .formatted(length, LONGEST_COMMAND_LINE));
    }
    List<String> lines = begin(kernel.message());
    lines.add("LABEL boot");
    lines.add("LINUX " + image);
    lines.add("INITRD " + String.join(",", initrds));
    if (!commandLine.isBlank()) {
      lines.add("APPEND " + commandLine);
    }
    return end("boot", lines);
  }

  /**
   * A program is loaded last, so its notice is before that: PXELINUX reads an included file with
   * the configuration, whether it is there or not.
   */
  @Override
  public String program(ProgramBoot program, Order order) throws CannotLoadException {
    if (order.boot().ticket().isPresent()) {
      throw new CannotLoadException(
          "PXELINUX cannot confirm that it starts a program, and this one boots once: boot it each time, or a kernel");
    }
    List<String> lines = begin(program.message());
    lines.add("LABEL boot");
    lines.add("PXE " + order.name(program.program()));
    lines.add("INCLUDE " + order.notice(program));
    return end("boot", lines);
  }

  @Override
  public String localDisk() {
    return nextDevice("Pixiecore: this machine boots from its local disk.");
  }

  @Override
  public String leave(String reason) {
    return nextDevice("Pixiecore does not boot this machine: " + Text.reason(reason) + ".");
  }

  @Override
  public Optional<String> askAgain(String reason) {
    List<String> lines = new ArrayList<>();
    lines.add(say("Pixiecore: %s. Again in %d s.".formatted(Text.reason(reason), PAUSE_SECONDS)));
    // it asks, and so waits, before it does the same as by default
    lines.add("PROMPT 1");
    return Optional.of(end("again", lines));
  }

  /** 0: leaves as after a boot that is not to be, by which the BIOS goes on. */
  private static String nextDevice(String words) {
    return String.join("\n", say(words), "DEFAULT local", "LABEL local", "LOCALBOOT 0") + "\n";
  }

  private static List<String> begin(Optional<String> message) {
    List<String> lines = new ArrayList<>();
    message.ifPresent(
        text ->
            text.lines()
                .flatMap(PxelinuxWriter::pieces)
                .map(PxelinuxWriter::say)
                .forEach(lines::add));
    return lines;
  }

  /** What fails ends at a prompt, which reads the configuration anew when nobody answers it. */
  private String end(String first, List<String> lines) {
    lines.add(0, "DEFAULT " + first);
    lines.add("LABEL again");
    lines.add("CONFIG " + self);
    lines.add("TIMEOUT " + 10 * PAUSE_SECONDS);
    lines.add("ONTIMEOUT again");
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> pieces(String line) {
    return IntStream.rangeClosed(0, Math.max(0, line.length() - 1) / LONGEST_MESSAGE_LINE)
        .map(piece -> piece * LONGEST_MESSAGE_LINE)
        .mapToObj(
            start -> line.substring(start, Math.min(line.length(), start + LONGEST_MESSAGE_LINE)));
  }

  private static String say(String text) {
    return ("SAY " + Text.line(text)).strip();
  }
}
