package org.pixiecore.booter.fixed;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;

/**
 * One configuration of the fixed booter.
 *
 * @param spec what to boot, each time or once; empty for nothing, or what {@code scriptFile} says
 * @param scriptFile a file that holds an iPXE script, read each time a machine asks
 * @param machines which machines; empty for every machine
 * @param ranking as {@code service.ranking}: of several booters, the highest is asked first
 * @param refused whether there is a mistake in it, so that it is not known what is to be booted
 */
record FixedSettings(
    Optional<BootSpec> spec,
    Optional<Path> scriptFile,
    List<MacPrefix> machines,
    int ranking,
    boolean refused) {

  /** The function in command line templates that turns a file into a URL. */
  static final String FILE_FUNCTION = "ID";

  private static final String MACHINES =
      "MAC addresses like 52:54:00:12:34:56 and beginnings of them like 52:54:00 (an OUI),"
          + " with commas between; none for every machine";
  private static final String FILE =
      "an absolute path, a path from directory, or an http or https URL";
  private static final List<String> WHAT_TO_BOOT =
      List.of("kernel", "program", "boot", "ipxeScript", "ipxeScriptFile");

  /** Keys that say nothing by themselves, each with those that they belong to. */
  private static final Map<String, List<String>> BESIDE =
      new TreeMap<>(
          Map.of(
              "initrd", List.of("kernel"),
              "cmdline", List.of("kernel"),
              "message", List.of("kernel", "program"),
              "directory", List.of("kernel", "program"),
              "once", List.of("kernel", "program", "ipxeScript")));

  FixedSettings {
    machines = List.copyOf(machines);
  }

  /**
   * Reads a configuration. Of one with any mistake nothing is booted: half of it may be the wrong
   * half. Machines that it may be for wait until it is mended, because what a booter of a lower
   * rank has for them may be the wrong thing.
   */
  static FixedSettings parse(Configuration configuration) {
    refuseWhatDoesNotGoTogether(configuration);
    Path directory =
        configuration.value(
            "directory", "an absolute path", Configuration::absolutePath, (Path) null);
    Optional<String> message =
        Optional.of(configuration.text("message", "")).filter(text -> !text.isEmpty());
    Optional<BootSpec> spec =
        Stream.of(
                kernel(configuration, directory, message),
                program(configuration, directory, message),
                withoutAFile(configuration),
                script(configuration))
            .flatMap(Optional::stream)
            .findFirst()
            .map(boots -> orOnce(configuration, boots));
    Path scriptFile =
        configuration.value(
            "ipxeScriptFile",
            "the absolute path of an iPXE script",
            Configuration::absolutePath,
            (Path) null);
    int ranking = BooterRegistration.ranking(configuration);
    List<MacPrefix> machines = configuration.list("machines", MACHINES, MacPrefix::parse);
    return configuration.problems().isEmpty()
        ? new FixedSettings(spec, Optional.ofNullable(scriptFile), machines, ranking, false)
        : new FixedSettings(
            Optional.empty(),
            Optional.empty(),
            isRefused(configuration, "machines") ? List.of() : machines,
            ranking,
            true);
  }

  private static boolean isRefused(Configuration configuration, String key) {
    return configuration.problems().stream().anyMatch(problem -> problem.key().equals(key));
  }

  boolean bootsNothing() {
    return spec.isEmpty() && scriptFile.isEmpty();
  }

  boolean include(MacAddress mac) {
    return machines.isEmpty() || machines.stream().anyMatch(prefix -> prefix.matches(mac));
  }

  /** What is booted, for people. */
  @Override
  public String toString() {
    if (spec.isPresent() && spec.get() instanceof BootSpec.LocalDisk) {
      return "the local disk";
    }
    if (spec.isPresent() && spec.get() instanceof BootSpec.Silence) {
      return "nothing, and leaves them to another server";
    }
    return files().findFirst().map(file -> file.getValue().toString()).orElse("a script");
  }

  /** Every file named, with the key that names it. */
  Stream<Map.Entry<String, BootFile>> files() {
    return Stream.concat(
        scriptFile.stream().map(path -> Map.entry("ipxeScriptFile", BootFile.of(path))),
        spec.stream().flatMap(FixedSettings::files));
  }

  private static Stream<Map.Entry<String, BootFile>> files(BootSpec spec) {
    if (spec instanceof BootSpec.Once once) {
      return files(once.boot());
    }
    if (spec instanceof ProgramBoot boot) {
      return Stream.of(Map.entry("program", boot.program()));
    }
    if (!(spec instanceof KernelBoot boot)) {
      return Stream.empty();
    }
    return Stream.of(
            Stream.of(Map.entry("kernel", boot.kernel())),
            boot.initrds().stream().map(initrd -> Map.entry("initrd", initrd)),
            boot.commandLine().parts().stream()
                .filter(CommandLine.FileUrl.class::isInstance)
                .map(part -> Map.entry("cmdline", ((CommandLine.FileUrl) part).file())))
        .flatMap(Function.identity());
  }

  /** What boots once, if the configuration says so, is an order of its own for each text. */
  private static BootSpec orOnce(Configuration configuration, BootSpec spec) {
    return spec instanceof BootSpec.NetworkBoot boot
        ? configuration.value(
            "once",
            "true, false, or text of at most "
                + BootSpec.Once.LONGEST_ORDER
                + " characters that tells one order from the next",
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "false" -> boot;
                  case "true" -> new BootSpec.Once(boot, "");
                  default -> new BootSpec.Once(boot, text);
                },
            spec)
        : spec;
  }

  private static Optional<BootSpec> script(Configuration configuration) {
    return Optional.ofNullable(
        configuration.value(
            "ipxeScript", "an iPXE script", text -> new IpxeScript(text + "\n"), (BootSpec) null));
  }

  private static Optional<BootSpec> withoutAFile(Configuration configuration) {
    return Optional.ofNullable(
        configuration.value(
            "boot",
            "local or silent",
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "local" -> new BootSpec.LocalDisk();
                  case "silent" -> new BootSpec.Silence();
                  default -> throw new IllegalArgumentException();
                },
            (BootSpec) null));
  }

  private static Optional<BootSpec> program(
      Configuration configuration, Path directory, Optional<String> message) {
    return Optional.ofNullable(
        configuration.value(
            "program",
            FILE,
            text -> new ProgramBoot(file(text, directory), message),
            (BootSpec) null));
  }

  private static Optional<BootSpec> kernel(
      Configuration configuration, Path directory, Optional<String> message) {
    BootFile kernel =
        configuration.value("kernel", FILE, text -> file(text, directory), (BootFile) null);
    Path base =
        directory == null && kernel != null && kernel.isLocal()
            ? kernel.path().getParent()
            : directory;
    List<BootFile> initrds =
        configuration.list("initrd", FILE + ", with commas between", text -> file(text, base));
    CommandLine commandLine =
        configuration.value(
            "cmdline",
            "one line, in which {{ ID \"file\" }} stands for the URL of a file",
            text -> CommandLine.parse(text, FILE_FUNCTION, argument -> file(argument, base)),
            CommandLine.EMPTY);
    return Optional.ofNullable(kernel).map(k -> new KernelBoot(k, initrds, commandLine, message));
  }

  private static void refuseWhatDoesNotGoTogether(Configuration configuration) {
    List<String> set = WHAT_TO_BOOT.stream().filter(key -> isSet(configuration, key)).toList();
    set.stream()
        .skip(1)
        .forEach(key -> configuration.refuse(key, "one of " + String.join(", ", WHAT_TO_BOOT)));
    BESIDE.forEach(
        (key, others) -> {
          if (isSet(configuration, key) && Collections.disjoint(set, others)) {
            configuration.refuse(key, "it only beside " + String.join(" or ", others));
          }
        });
  }

  private static boolean isSet(Configuration configuration, String key) {
    return !configuration.text(key, "").isEmpty();
  }

  private static BootFile file(String text, Path base) {
    if (text.startsWith("/") || text.contains("://")) {
      return BootFile.parse(text);
    }
    if (base == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is relative, and no key directory says to what");
    }
    return BootFile.of(base.resolve(text));
  }
}
