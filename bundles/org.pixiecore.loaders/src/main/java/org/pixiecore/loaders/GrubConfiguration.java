package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;

/**
 * Writes what GRUB reads, with no other commands than those that are built into the image which
 * Debian signs for the network: under Secure Boot it can load no module. Seen with its GRUB 2.06
 * and 2.12.
 *
 * <p>A machine's configuration that comes to its end has failed: the {@link #root} one that sourced
 * it waits, and sources it anew.
 */
final class GrubConfiguration implements ConfigurationWriter {

  /** In octets, of a file's name: GRUB writes its whole request into 512 (grub-core/net/tftp.c). */
  static final int LONGEST_NAME = 480;

  /** In octets: what Linux takes on x86 and ARM, and GRUB cuts off without a word. */
  private static final int LONGEST_COMMAND_LINE = 2047;

  private static final String DEVICE = "(tftp,$net_default_server)/";
  private static final String LONGEST_DEVICE = "BOOT_IMAGE=(tftp,255.255.255.255)/";

  /** What {@link #BOOTED} sets; {@code source} itself succeeds whatever becomes of the file. */
  private static final String BOOTED_VARIABLE = "pixiecore_booted";

  /** The content of what is sourced last: the order is kept in mind, and the machine may start. */
  static final String BOOTED = "set " + BOOTED_VARIABLE + "=yes\n";

  /**
   * What starts the system on a disk, the most particular first. To leave GRUB would not do: its
   * {@code exit} always tells the firmware of a success, which shows its menu then (seen with both
   * versions and OVMF).
   */
  private static final List<String> ON_DISK =
      List.of(
          "/EFI/debian/shimx64.efi",
          "/EFI/ubuntu/shimx64.efi",
          "/EFI/fedora/shimx64.efi",
          "/EFI/redhat/shimx64.efi",
          "/EFI/centos/shimx64.efi",
          "/EFI/rocky/shimx64.efi",
          "/EFI/almalinux/shimx64.efi",
          "/EFI/opensuse/shim.efi",
          "/EFI/sles/shim.efi",
          "/EFI/Microsoft/Boot/bootmgfw.efi",
          "/EFI/debian/shimaa64.efi",
          "/EFI/ubuntu/shimaa64.efi",
          "/EFI/fedora/shimaa64.efi",
          "/EFI/redhat/shimaa64.efi",
          "/EFI/centos/shimaa64.efi",
          "/EFI/rocky/shimaa64.efi",
          "/EFI/almalinux/shimaa64.efi",
          "/EFI/debian/shimia32.efi",
          "/EFI/ubuntu/shimia32.efi",
          "/EFI/fedora/shimia32.efi",
          "/EFI/BOOT/BOOTX64.EFI",
          "/EFI/BOOT/BOOTAA64.EFI",
          "/EFI/BOOT/BOOTIA32.EFI");

  /** GRUB's own variables name the machine, so that this is the same for all of them. */
  private static final String ROOT =
      """
      # Pixiecore: every machine has a configuration of its own, below this one.
      set pixiecore_uuid=-
      set pixiecore_serial=-
      smbios --type 1 --get-uuid 8 --set pixiecore_uuid
      if smbios --type 1 --get-string 7 --set pixiecore_word; then
        if regexp '^[0-9A-Za-z._-]+$' "$pixiecore_word"; then
          set pixiecore_serial="$pixiecore_word"
        fi
      fi
      while true; do
        source "%sgrub/$net_default_mac/$grub_cpu-$grub_platform/$pixiecore_uuid/$pixiecore_serial/grub.cfg"
        echo 'Pixiecore tries again in 5 s. Esc ends that.'
        if sleep --interruptible 5; then true; else exit 1; fi
      done
      """
          .formatted(DEVICE);

  /** The configuration that every GRUB asks for first. */
  static String root() {
    return ROOT;
  }

  @Override
  public String kernel(KernelBoot kernel, Order order) throws CannotLoadException {
    Script script = new Script();
    kernel.message().ifPresent(script::say);
    String image = order.name(kernel.kernel());
    List<String> words = GrubText.kernelWords(order.commandLine(kernel.commandLine()));
    checkLength(image, words);
    script.sayLine("Loading " + kernel.kernel().name());
    script.line(
        "if linux %s%s; then"
            .formatted(
                file(image),
                words.stream()
                    .map(word -> " " + GrubText.word(word))
                    .collect(Collectors.joining())));
    if (!kernel.initrds().isEmpty()) {
      StringBuilder initrds = new StringBuilder();
      for (BootFile initrd : kernel.initrds()) {
        initrds.append(' ').append(file(order.name(initrd)));
      }
      script.sayLine("Loading initrds");
      script.line("if initrd" + initrds + "; then");
    }
    script.bootAfter(order.folder(), order.notice(kernel));
    if (!kernel.initrds().isEmpty()) {
      script.line("fi");
    }
    script.line("fi");
    return script.toString();
  }

  @Override
  public String program(ProgramBoot program, Order order) throws CannotLoadException {
    Script script = new Script();
    program.message().ifPresent(script::say);
    script.sayLine("Loading " + program.program().name());
    script.line("if chainloader " + file(order.name(program.program())) + "; then");
    script.bootAfter(order.folder(), order.notice(program));
    script.line("else");
    script.sayLine("Under Secure Boot a program must have a signature that this machine trusts.");
    script.line("fi");
    return script.toString();
  }

  @Override
  public String localDisk() {
    Script script = new Script();
    script.sayLine("Pixiecore: starting the system on the local disk");
    script.line("for pixiecore_loader in " + String.join(" ", ON_DISK) + "; do");
    script.line("if search --no-floppy --file --set=root \"$pixiecore_loader\"; then");
    // without a device: the loader is told the root as where it came from, and looks there for more
    script.line("if chainloader \"$pixiecore_loader\"; then");
    script.line("boot");
    script.line("fi; fi; done");
    script.sayLine("No disk has a boot loader at a place that is known here.");
    script.line("sleep 5");
    script.line("exit 1");
    return script.toString();
  }

  @Override
  public String leave(String reason) {
    Script script = new Script();
    script.sayLine("Pixiecore does not boot this machine: " + Text.reason(reason));
    return script + localDisk();
  }

  @Override
  public Optional<String> askAgain(String reason) {
    Script script = new Script();
    script.sayLine("Pixiecore: " + Text.reason(reason));
    return Optional.of(script.toString());
  }

  private static void checkLength(String image, List<String> words) throws CannotLoadException {
    int length = LONGEST_DEVICE.length() + image.length();
    for (String word : words) {
      length += 1 + word.getBytes(UTF_8).length + (word.contains(" ") ? 2 : 0);
    }
    if (length > LONGEST_COMMAND_LINE) {
      throw new CannotLoadException(
          "the command line has %d octets, with the kernel's name that GRUB puts before it, and Linux takes %d"
              .formatted(length, LONGEST_COMMAND_LINE));
    }
  }

  private static String file(String name) throws CannotLoadException {
    if (name.length() > LONGEST_NAME) {
      throw new CannotLoadException(
          "a name becomes %d characters long, and GRUB takes %d by TFTP: shorten the order's, the booter's or the file's"
              .formatted(name.length(), LONGEST_NAME));
    }
    return "\"" + DEVICE + name + "\"";
  }

  /** Lines that are put together. */
  private static final class Script {
    private final StringBuilder lines = new StringBuilder();

    void line(String line) {
      lines.append(line).append('\n');
    }

    void say(String text) {
      text.lines().forEach(this::sayLine);
    }

    /** A word that begins with a dash would be an option. */
    void sayLine(String text) {
      line("echo " + GrubText.word(text.startsWith("-") ? " " + text : text));
    }

    /** Without the notice's own word, nothing starts. */
    void bootAfter(String folder, String notice) throws CannotLoadException {
      line("set " + BOOTED_VARIABLE + "=no");
      line("source " + file(GrubFiles.booted(folder, notice)));
      line("if [ \"$" + BOOTED_VARIABLE + "\" = yes ]; then");
      line("boot");
      line("fi");
    }

    @Override
    public String toString() {
      return lines.toString();
    }
  }
}
