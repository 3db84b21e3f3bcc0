package org.pixiecore.loaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;

/**
 * Writes what U-Boot's {@code pxe} command reads: less than PXELINUX reads, and not the same. It
 * takes one initrd, no {@code SAY}, and has no way to wait or to read anew; but it shows the label
 * that it boots, and asks for long where it gets no answer. Files it loads by TFTP, also where a
 * person had it load its configuration by HTTP ({@code wget}).
 */
final class UBootWriter implements ConfigurationWriter {

  private final String folder;

  /**
   * @param folder what stands before names by TFTP for them to be in the machine's folder; empty
   *     within it
   */
  UBootWriter(String folder) {
    this.folder = folder;
  }

  @Override
  public String kernel(KernelBoot kernel, Order order) throws CannotLoadException {
    List<String> lines = new ArrayList<>();
    kernel.message().ifPresent(text -> lines.add("MENU LABEL " + Text.line(text)));
    lines.add("LINUX " + OrderedFiles.kernel(folder, kernel));
    if (!kernel.initrds().isEmpty()) {
      // before APPEND, in which it would look for "initrd="
      lines.add("INITRD " + OrderedFiles.initrd(folder, kernel));
    }
    String commandLine = order.commandLine(kernel.commandLine());
    if (!commandLine.isBlank()) {
      lines.add("APPEND " + commandLine);
    }
    return label(lines);
  }

  @Override
  public String program(ProgramBoot program, Order order) throws CannotLoadException {
    throw new CannotLoadException(
        "U-Boot's pxe command starts kernels alone, and no program like "
            + program.program()
            + ": give this machine a kernel");
  }

  /** Runs what the board has in {@code localcmd}, and else goes on to the next boot device. */
  @Override
  public String localDisk() {
    return label(
        List.of("MENU LABEL Pixiecore: this machine boots from its local disk", "LOCALBOOT 1"));
  }

  /** -1: does nothing, and so goes on. */
  @Override
  public String leave(String reason) {
    return label(
        List.of(
            "MENU LABEL Pixiecore does not boot this machine: " + Text.reason(reason),
            "LOCALBOOT -1"));
  }

  @Override
  public Optional<String> askAgain(String reason) {
    return Optional.empty();
  }

  /** A label with nothing to boot is shown, and U-Boot goes on. */
  @Override
  public Optional<String> cannot(String reason) {
    return Optional.of(label(List.of("MENU LABEL Pixiecore: " + Text.reason(reason))));
  }

  private static String label(List<String> lines) {
    return "DEFAULT boot\nLABEL boot\n" + String.join("\n", lines) + "\n";
  }
}
