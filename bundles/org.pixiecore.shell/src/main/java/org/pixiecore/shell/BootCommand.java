package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;

/** {@code pixiecore:boot}. */
@Service
@Command(
    scope = "pixiecore",
    name = "boot",
    description =
        "Sets what machines boot: all of them, or those whose MAC addresses are given. It is written"
            + " to etc/org.pixiecore.booter.static-NAME.cfg, in the place of what was there, and"
            + " stays over restarts. Without anything to boot, what is set is listed.")
public final class BootCommand extends OrderAction {

  private static final String USUAL_NAME = "shell";

  /** In characters: the table is for a terminal of 80. */
  private static final int SETTINGS_WIDTH = 56;

  @Option(
      name = "--name",
      description = "which configuration: what is set under another name stays as it is")
  @Completion(BooterFileCompleter.class)
  String name = USUAL_NAME;

  @Option(
      name = "--ranking",
      description = "of several booters that are for a machine, the one with the highest serves")
  Integer ranking;

  @Option(name = "--list", description = "lists what is set, for every kind of booter")
  boolean list;

  @Option(name = "--remove", description = "takes the configuration of this name away")
  @Completion(BooterFileCompleter.class)
  String remove;

  @Override
  void run(PrintStream out) throws IOException {
    if (remove != null) {
      remove(out);
    } else if (list || !boots()) {
      if (!machines().isEmpty() || ranking != null) {
        throw new IllegalArgumentException("say what to boot: --kernel or --program");
      }
      list(out);
    } else {
      write(name, Optional.ofNullable(ranking), Optional.empty(), out);
    }
  }

  private void remove(PrintStream out) throws IOException {
    boolean removed =
        Services.use(context, BooterFiles.class, files -> files.remove(FIXED, remove));
    if (!removed) {
      throw new IOException(
          "There is no etc/org.pixiecore.booter.static-%s.cfg; pixiecore:boot --list shows what is set"
              .formatted(remove));
    }
    out.println(remove + " is removed.");
  }

  private void list(PrintStream out) throws IOException {
    ShellTable table = table("Booter", "Name", "Settings");
    table.emptyTableText("No booter is configured.");
    for (BooterFile file : Services.use(context, BooterFiles.class, BooterFiles::files)) {
      row(table, file.booter(), file.name(), folded(settings(file.settings()), SETTINGS_WIDTH));
    }
    print(table, out);
  }

  private static String settings(Map<String, String> settings) {
    return new TreeMap<>(settings)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining("; "));
  }
}
