package org.pixiecore.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.Machine;

/**
 * Writes the scripts that iPXE runs. They need nothing newer than iPXE of 2013.
 *
 * <p>A script never dies of a failure: it says what failed, waits, and fetches itself anew, so that
 * the next try finds a server that is back or a configuration that was mended. Ctrl-C ends that and
 * hands the machine back to its firmware.
 */
final class IpxeScripts {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(5);
  private static final int LONGEST_REASON = 300;

  /** The setting's name alone, as {@code set} takes it. */
  private static final String CONFIRM_NAME = IpxeScript.CONFIRM_SETTING.replaceAll("[${}]", "");

  /** How iPXE is told to leave; not 0, which UEFI's boot manager takes for the end of its work. */
  private static final String GIVE_BACK = "exit 1";

  private static final Pattern NAMES_INITRDS = Pattern.compile("(.* )?initrd=.*");

  private final ServerUrls urls;
  private final Function<BootFile, String> seal;

  /**
   * @param urls where the machine finds this server
   * @param seal makes a file's token
   */
  IpxeScripts(ServerUrls urls, Function<BootFile, String> seal) {
    this.urls = urls;
    this.seal = seal;
  }

  /**
   * Does what was decided.
   *
   * @throws IllegalArgumentException if that is nothing that a script can do
   */
  String of(Machine machine, BootDecision.Boot boot) {
    if (boot.spec() instanceof KernelBoot kernel) {
      return kernel(machine, kernel, boot);
    }
    if (boot.spec() instanceof ProgramBoot program) {
      return program(machine, program, boot);
    }
    if (boot.spec() instanceof IpxeScript script) {
      return own(script, boot.ticket());
    }
    if (boot.spec() instanceof LocalDisk) {
      return localDisk();
    }
    throw new IllegalArgumentException(
        "no script is for " + boot.spec().getClass().getSimpleName());
  }

  /** Waits and asks again, while it is not known what the machine boots. */
  String askAgain(Machine machine, Duration pause) {
    return end(begin(), machine, "no booter has decided yet", pause);
  }

  /**
   * Hands a machine back that is not ours. A status of 404 would do that as well, but only at the
   * first try: a script that asks again takes it for a failure, and does so for ever.
   *
   * @param reason for people; others' words
   */
  String notOurs(String reason) {
    String bounded =
        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
    StringBuilder script = begin();
    line(
        script,
        say("Pixiecore does not boot this machine: " + IpxeText.withoutSettings(bounded) + "."));
    line(script, GIVE_BACK);
    return script.toString();
  }

  /** Loads a kernel and its initrds and starts it. */
  private String kernel(Machine machine, KernelBoot kernel, BootDecision.Boot boot) {
    String name = kernel.kernel().name();
    StringBuilder script = beginLoading(kernel.message());
    fetch(script, machine, "kernel", kernel.kernel());
    List<BootFile> initrds = kernel.initrds();
    for (int i = 0; i < initrds.size(); i++) {
      fetch(script, machine, initrdName(i), initrds.get(i));
    }
    line(script, "set step start " + IpxeText.arguments(name));
    arguments(script, kernel, boot.ticket());
    // what is no kernel for this machine fails here, before it counts as booted
    line(script, "imgselect kernel || goto again");
    boolean confirmsLater = kernel.commandLine().confirms();
    notice(script, machine, name, boot, confirmsLater ? Optional.empty() : boot.ticket());
    line(script, "boot kernel || goto again");
    return end(script, machine, "could not ${step}", PAUSE);
  }

  /**
   * Loads a program and starts it. One that ends has done its work, or says by it, as GRUB does,
   * that the next boot device is due: to start it anew would go round for ever.
   */
  private String program(Machine machine, ProgramBoot program, BootDecision.Boot boot) {
    String name = program.program().name();
    StringBuilder script = beginLoading(program.message());
    fetch(script, machine, "program", program.program());
    line(script, "set step start " + IpxeText.arguments(name));
    // what is no program of this machine's kind fails here, and is not taken for one that ended
    line(script, "imgselect program || goto again");
    notice(script, machine, name, boot, boot.ticket());
    line(script, "boot program ||");
    line(script, say("Pixiecore: " + name + " has ended. On to the next boot device."));
    line(script, GIVE_BACK);
    return end(script, machine, "could not ${step}", PAUSE);
  }

  /**
   * The booter's own, as it is, but for the setting that it may use. Its first line is no more than
   * a comment behind that.
   */
  private String own(IpxeScript own, Optional<String> ticket) {
    if (!own.script().contains(IpxeScript.CONFIRM_SETTING)) {
      return own.script();
    }
    StringBuilder script = begin();
    line(script, "set " + CONFIRM_NAME + " " + urls.files().confirm(ticket));
    return script + own.script();
  }

  /**
   * On BIOS, starts the first disk's boot sector: many a BIOS that was told to boot the network
   * this once, or whose network card's ROM was left by a program that it had loaded, goes to no
   * next device. Where there is no such disk, and on UEFI, whose boot manager does go on, iPXE
   * leaves.
   */
  private static String localDisk() {
    StringBuilder script = begin();
    line(script, say("Pixiecore: this machine boots from its local disk."));
    line(script, "iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||");
    line(script, GIVE_BACK);
    return script.toString();
  }

  private static StringBuilder begin() {
    return new StringBuilder(IpxeScript.SHEBANG).append('\n');
  }

  private static StringBuilder beginLoading(Optional<String> message) {
    StringBuilder script = begin();
    // what an earlier try left behind would go to the kernel as further initrds
    line(script, "imgfree");
    message.ifPresent(lines -> lines.lines().forEach(text -> line(script, say(text))));
    return script;
  }

  private void fetch(StringBuilder script, Machine machine, String image, BootFile file) {
    line(script, "set step load " + IpxeText.arguments(file.name()));
    line(
        script,
        "imgfetch --name %s %s || goto again"
            .formatted(image, urls.files().file(seal.apply(file), file.name(), machine.mac())));
  }

  /**
   * Linux's EFI stub loads the files that {@code initrd=} names from where the kernel came from, so
   * iPXE for EFI needs one for each initrd; on BIOS, iPXE hands over the initrds itself.
   */
  private void arguments(StringBuilder script, KernelBoot kernel, Optional<String> ticket) {
    String commandLine =
        kernel
            .commandLine()
            .expand(
                file -> urls.files().file(seal.apply(file), file.name()),
                urls.files().confirm(ticket));
    line(script, ("imgargs kernel " + IpxeText.arguments(commandLine)).stripTrailing());
    if (kernel.initrds().isEmpty() || NAMES_INITRDS.matcher(commandLine).matches()) {
      return;
    }
    StringBuilder efi = new StringBuilder();
    for (int i = 0; i < kernel.initrds().size(); i++) {
      efi.append("initrd=").append(initrdName(i)).append(' ');
    }
    efi.append(IpxeText.arguments(commandLine));
    line(
        script,
        "iseq ${platform} efi && imgargs kernel %s ||".formatted(efi.toString().stripTrailing()));
  }

  /**
   * Says that the machine is about to start what it loaded. Where that spends a ticket, the machine
   * does not start before this server has said that it is spent: an installer that is not spent
   * installs again. Asked twice, the server gives the same answer, so none is lost either.
   */
  private void notice(
      StringBuilder script,
      Machine machine,
      String name,
      BootDecision.Boot boot,
      Optional<String> ticket) {
    String fetch =
        "imgfetch --name notice --timeout %d %s"
            .formatted(NOTICE_LIMIT.toMillis(), urls.notice(machine, name, boot.booter(), ticket));
    if (ticket.isEmpty()) {
      line(script, fetch + " && imgfree notice ||");
      return;
    }
    line(script, ":notice");
    line(script, fetch + " && goto noticed ||");
    line(
        script,
        "echo Pixiecore: could not tell the server that this boots. Again in %d s, Ctrl-C to boot."
            .formatted(PAUSE.toSeconds()));
    line(script, "sleep %d && goto notice ||".formatted(PAUSE.toSeconds()));
    line(script, ":noticed");
    line(script, "imgfree notice ||");
  }

  private String end(StringBuilder script, Machine machine, String what, Duration pause) {
    line(script, ":again");
    line(
        script,
        "echo Pixiecore: %s. Again in %d s, Ctrl-C to give up.".formatted(what, pause.toSeconds()));
    line(script, "sleep %d || %s".formatted(pause.toSeconds(), GIVE_BACK));
    line(script, "chain --replace --autofree %s || goto again".formatted(urls.script(machine)));
    return script.toString();
  }

  private static String initrdName(int index) {
    return "initrd" + index;
  }

  /** After "--" nothing is an option. */
  private static String say(String text) {
    return ("echo -- " + IpxeText.arguments(text)).stripTrailing();
  }

  private static void line(StringBuilder script, String line) {
    script.append(line).append('\n');
  }
}
