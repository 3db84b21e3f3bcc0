package org.pixiecore.booter.ldap;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.NetworkBoot;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.BootSpec.Silence;
import org.pixiecore.api.CommandLine;

/** Makes what a machine boots of what the directory says. */
final class BootSpecs {

  private static final String FILE_FUNCTION = "URL";
  private static final Pattern NFS_ROOT = Pattern.compile("(?:[\\w.-]+:)?/\\S*");
  private static final Pattern ROOT = Pattern.compile("(?:^|\\s)root=");

  private final MergedFacts facts;
  private final Function<String, BootFile> files;

  private BootSpecs(MergedFacts facts, FilePlaces places) {
    this.facts = facts;
    this.files = name -> places.find(name, facts.one(Fact.NEXT_SERVER));
  }

  /**
   * What it boots.
   *
   * @return empty if the directory does not say
   * @throws EntryException if what it says cannot be used
   * @throws IOException if a script cannot be read
   */
  static Optional<BootSpec> of(MergedFacts facts, FilePlaces places) throws IOException {
    return facts.kind().isEmpty()
        ? Optional.empty()
        : Optional.of(new BootSpecs(facts, places).spec(facts.kind().get()));
  }

  private BootSpec spec(Fact kind) throws IOException {
    String what = facts.one(kind).orElseThrow();
    return switch (kind) {
      case BOOT -> boot(what);
      case SCRIPT -> once(said(Fact.SCRIPT, () -> script(what)));
      case PROGRAM -> once(said(Fact.PROGRAM, () -> new ProgramBoot(files.apply(what), message())));
      default -> once(kernel(what));
    };
  }

  private BootSpec boot(String what) throws EntryException {
    return switch (what.toLowerCase(Locale.ROOT)) {
      case "local" -> new LocalDisk();
      case "silent" -> new Silence();
      default ->
          throw new EntryException(
              facts.origin(Fact.BOOT), "boot is \"" + what + "\", expected is local or silent");
    };
  }

  private IpxeScript script(String text) throws IOException {
    return text.startsWith(IpxeScript.SHEBANG)
        ? new IpxeScript(text + "\n")
        : ScriptFile.read(files.apply(text));
  }

  private KernelBoot kernel(String kernel) throws IOException {
    BootFile file = said(Fact.KERNEL, () -> files.apply(kernel));
    List<BootFile> initrds =
        facts.all(Fact.INITRD).isEmpty()
            ? List.of()
            : said(Fact.INITRD, () -> facts.all(Fact.INITRD).stream().map(files).toList());
    return new KernelBoot(file, initrds, commandLine(), message());
  }

  private CommandLine commandLine() throws IOException {
    String given = String.join(" ", facts.all(Fact.CMDLINE));
    Optional<String> root =
        facts
            .one(Fact.ROOT_PATH)
            .filter(path -> NFS_ROOT.matcher(path).matches() && !ROOT.matcher(given).find());
    String text = root.map(path -> nfsRoot(given, path)).orElse(given);
    Fact origin = given.isEmpty() ? Fact.ROOT_PATH : Fact.CMDLINE;
    return text.isEmpty()
        ? CommandLine.EMPTY
        : said(origin, () -> CommandLine.parse(text, FILE_FUNCTION, files));
  }

  /** As Linux's Documentation/admin-guide/nfs/nfsroot.rst has it. */
  private static String nfsRoot(String commandLine, String path) {
    return (commandLine + " root=/dev/nfs nfsroot=" + path).strip();
  }

  private Optional<String> message() {
    return Optional.of(String.join("\n", facts.all(Fact.MESSAGE))).filter(text -> !text.isEmpty());
  }

  private BootSpec once(NetworkBoot boot) throws IOException {
    Optional<String> order = facts.one(Fact.ONCE).filter(text -> !text.equalsIgnoreCase("false"));
    if (order.isEmpty()) {
      return boot;
    }
    String name = order.get().equalsIgnoreCase("true") ? "" : order.get();
    return said(Fact.ONCE, () -> new Once(boot, name));
  }

  private interface Maker<T> {
    T make() throws IOException;
  }

  /** Names the entry to blame. */
  private <T> T said(Fact fact, Maker<T> maker) throws IOException {
    try {
      return maker.make();
    } catch (IllegalArgumentException | IOException e) {
      throw new EntryException(facts.origin(fact), fact.label() + ": " + e.getMessage());
    }
  }
}
