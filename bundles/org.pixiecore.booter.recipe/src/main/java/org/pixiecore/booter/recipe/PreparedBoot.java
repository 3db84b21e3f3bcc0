package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.NetworkBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.booter.recipe.BootRecipe.What;

/**
 * What a machine boots, with files that are on this server and belong together.
 *
 * @param what the file is
 * @param file the kernel, program or script
 * @param initrds in the order in which the kernel merges them
 * @param commandLine the kernel's arguments, with files of this server
 * @param message shown on a machine's console before it boots; may be empty
 * @param version which one it is; may be empty
 */
record PreparedBoot(
    What what, Path file, List<Path> initrds, String commandLine, String message, String version) {

  /** The function in command lines that turns a file into a URL on this server. */
  static final String FILE_FUNCTION = "ID";

  PreparedBoot {
    initrds = List.copyOf(initrds);
  }

  /**
   * What it is to boot.
   *
   * @throws IOException if a script cannot be read
   */
  NetworkBoot spec() throws IOException {
    Optional<String> shown = Optional.of(message).filter(text -> !text.isEmpty());
    return switch (what) {
      case KERNEL ->
          new KernelBoot(
              BootFile.of(file), initrds.stream().map(BootFile::of).toList(), arguments(), shown);
      case PROGRAM -> new ProgramBoot(BootFile.of(file), shown);
      case SCRIPT -> IpxeScript.read(file);
    };
  }

  /** Every file that the machine may fetch. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    files.add(file);
    files.addAll(initrds);
    arguments().parts().stream()
        .flatMap(part -> part instanceof CommandLine.FileUrl url ? Stream.of(url) : Stream.empty())
        .forEach(url -> files.add(url.file().path()));
    return files;
  }

  boolean isThere() {
    return files().stream().allMatch(Files::isReadable);
  }

  /** As text, for {@link #parse}. */
  String text() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("what", what.name());
    properties.setProperty("file", file.toString());
    for (int i = 0; i < initrds.size(); i++) {
      properties.setProperty("initrd." + i, initrds.get(i).toString());
    }
    properties.setProperty("cmdline", commandLine);
    properties.setProperty("message", message);
    properties.setProperty("version", version);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IOException if it is something else
   */
  static PreparedBoot parse(String text) throws IOException {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      List<Path> initrds = new ArrayList<>();
      for (int i = 0; properties.containsKey("initrd." + i); i++) {
        initrds.add(Path.of(properties.getProperty("initrd." + i)));
      }
      return new PreparedBoot(
          What.valueOf(properties.getProperty("what", "")),
          Path.of(properties.getProperty("file", "")),
          initrds,
          properties.getProperty("cmdline", ""),
          properties.getProperty("message", ""),
          properties.getProperty("version", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    }
  }

  private CommandLine arguments() {
    return CommandLine.parse(commandLine, FILE_FUNCTION, BootFile::parse);
  }
}
