package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;

/** What has in common who says what machines boot: it is written for the fixed booter. */
abstract class OrderAction extends TableAction {

  /** The fixed booter's kind, as its files name it. */
  static final String FIXED = "static";

  @Argument(
      name = "MAC",
      description =
          "the machines: MAC addresses like 52:54:00:12:34:56, and beginnings of them like 52:54:00",
      multiValued = true)
  @Completion(MacCompleter.class)
  List<String> machines;

  @Option(name = "--kernel", description = "an absolute path, or an http or https URL")
  String kernel;

  @Option(
      name = "--initrd",
      description = "likewise; may be given more than once, and the kernel merges them in order",
      multiValued = true)
  List<String> initrds;

  @Option(
      name = "--cmdline",
      description =
          "the kernel's command line; {{ ID \"./file\" }} becomes a URL of that file, and"
              + " {{ CONFIRM }} one that says that a boot for once is done")
  String commandLine;

  @Option(
      name = "--program",
      description = "in place of a kernel, an EFI application or, for BIOS, a network boot program")
  String program;

  @Option(name = "--message", description = "shown on the machines before they boot")
  String message;

  /** Whether anything was said of what to boot, be it enough or not. */
  boolean boots() {
    return Stream.of(kernel, initrds, commandLine, program, message).anyMatch(Objects::nonNull);
  }

  /** The machines that were named; none for every machine. */
  List<String> machines() {
    return machines == null ? List.of() : machines;
  }

  /** Writes what was typed, and says what comes of it. */
  void write(String name, Optional<Integer> ranking, Optional<String> once, PrintStream out)
      throws IOException {
    Map<String, String> settings =
        new BootOrder(
                Optional.ofNullable(kernel),
                initrds == null ? List.of() : initrds,
                Optional.ofNullable(commandLine),
                Optional.ofNullable(program),
                Optional.ofNullable(message),
                machines(),
                ranking,
                once)
            .settings(Files::isReadable);
    String path =
        Services.use(
            context,
            BooterFiles.class,
            files -> files.write(new BooterFile(FIXED, name, settings)));
    out.println("Written to " + path + ". It holds from the next second on.");
    askedFirst(FIXED + "-" + name, ranking.orElse(0)).ifPresent(out::println);
  }

  private Optional<String> askedFirst(String name, int ranking) throws IOException {
    List<String> before =
        Services.all(context, BootInquiry.class, BootInquiry::booters).stream()
            .filter(booter -> booter.ranking() >= ranking && !booter.name().equals(name))
            .map(RankedBooter::name)
            .toList();
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "May be asked before it, because their ranking is not lower: "
                + String.join(", ", before)
                + ". --ranking changes that.");
  }
}
