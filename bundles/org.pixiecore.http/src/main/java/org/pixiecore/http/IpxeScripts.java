package org.pixiecore.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
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

  /** Loads a kernel and its initrds and starts it. */
  String boot(Machine machine, KernelBoot boot, String booter) {
    String kernel = boot.kernel().name();
    StringBuilder script = begin();
    // what an earlier try left behind would go to the kernel as further initrds
    line(script, "imgfree");
    boot.message().ifPresent(message -> message.lines().forEach(text -> line(script, say(text))));
    fetch(script, machine, "kernel", boot.kernel());
    List<BootFile> initrds = boot.initrds();
    for (int i = 0; i < initrds.size(); i++) {
      fetch(script, machine, initrdName(i), initrds.get(i));
    }
    line(script, "set step start " + IpxeText.arguments(kernel));
    arguments(script, boot);
    line(
        script,
        "imgfetch --name notice --timeout %d %s && imgfree notice ||"
            .formatted(NOTICE_LIMIT.toMillis(), urls.notice(machine, kernel, booter)));
    line(script, "boot kernel || goto again");
    return end(script, machine, "could not ${step}", PAUSE);
  }

  /** Waits and asks again, while it is not known what the machine boots. */
  String askAgain(Machine machine, Duration pause) {
    return end(begin(), machine, "no booter has decided yet", pause);
  }

  private static StringBuilder begin() {
    return new StringBuilder(BootSpec.IpxeScript.SHEBANG).append('\n');
  }

  private void fetch(StringBuilder script, Machine machine, String image, BootFile file) {
    line(script, "set step load " + IpxeText.arguments(file.name()));
    line(
        script,
        "imgfetch --name %s %s || goto again"
            .formatted(image, urls.file(seal.apply(file), file.name(), machine.mac())));
  }

  /**
   * Linux's EFI stub loads the files that {@code initrd=} names from where the kernel came from, so
   * iPXE for EFI needs one for each initrd; on BIOS, iPXE hands over the initrds itself.
   */
  private void arguments(StringBuilder script, KernelBoot boot) {
    String commandLine =
        boot.commandLine().expand(file -> urls.file(seal.apply(file), file.name()), urls.confirm());
    line(script, ("imgargs kernel " + IpxeText.arguments(commandLine)).stripTrailing());
    boolean namesInitrds = commandLine.matches("(.* )?initrd=.*");
    if (boot.initrds().isEmpty() || namesInitrds) {
      return;
    }
    StringBuilder efi = new StringBuilder();
    for (int i = 0; i < boot.initrds().size(); i++) {
      efi.append("initrd=").append(initrdName(i)).append(' ');
    }
    efi.append(IpxeText.arguments(commandLine));
    line(
        script,
        "iseq ${platform} efi && imgargs kernel %s ||".formatted(efi.toString().stripTrailing()));
  }

  private String end(StringBuilder script, Machine machine, String what, Duration pause) {
    line(script, ":again");
    line(
        script,
        "echo Pixiecore: %s. Again in %d s, Ctrl-C to give up.".formatted(what, pause.toSeconds()));
    line(script, "sleep %d || exit 1".formatted(pause.toSeconds()));
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
