package org.pixiecore.booter.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file to boot as bootFile and filename name it, with what may stand after it, as on a line for
 * PXELINUX: {@code http://mirror/linux initrd=http://mirror/initrd.gz console=ttyS0}.
 *
 * @param file a URL or path
 * @param initrds those after {@code initrd=}, with commas between
 * @param commandLine the other words; may be empty
 */
record FileLine(String file, List<String> initrds, String commandLine) {

  private static final String INITRD = "initrd=";

  /** A network boot program of a BIOS, whatever is said beside it. */
  private static final Pattern BIOS_PROGRAM = Pattern.compile(".*\\.(0|pxe|kpxe|kkpxe|n12|com)");

  /** An EFI program; but a kernel is one too. */
  private static final Pattern EFI_PROGRAM = Pattern.compile(".*\\.efi(\\.signed)?");

  /**
   * A template is one word, though blanks are in it. Possessive, so that it does not recurse; and
   * bounded, so that many beginnings without an end are not each looked through to the end.
   */
  private static final Pattern WORD = Pattern.compile("(?:\\{\\{.{0,1000}?}}|\\S)++");

  private static final Pattern SCRIPT = Pattern.compile(".*\\.ipxe");

  FileLine {
    initrds = List.copyOf(initrds);
  }

  static FileLine parse(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    List<String> initrds = new ArrayList<>();
    StringBuilder commandLine = new StringBuilder();
    String arguments = parts.length == 2 ? parts[1] : "";
    var words = WORD.matcher(arguments);
    while (words.find()) {
      String word = words.group();
      if (word.startsWith(INITRD)) {
        initrds.addAll(List.of(word.substring(INITRD.length()).split(",")));
      } else {
        commandLine.append(commandLine.isEmpty() ? "" : " ").append(word);
      }
    }
    return new FileLine(parts[0], initrds, commandLine.toString());
  }

  /** Says it as facts: by the file's name it is a program, an iPXE script, or else a kernel. */
  void addTo(EntryFacts.Builder facts) {
    initrds.forEach(initrd -> facts.add(Fact.INITRD, initrd));
    facts.add(Fact.CMDLINE, commandLine);
    facts.add(kind(facts.has(Fact.INITRD) || facts.has(Fact.CMDLINE)), file);
  }

  private Fact kind(boolean hasArguments) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "");
    if (SCRIPT.matcher(name).matches()) {
      return Fact.SCRIPT;
    }
    boolean program =
        BIOS_PROGRAM.matcher(name).matches()
            || (!hasArguments && EFI_PROGRAM.matcher(name).matches());
    return program ? Fact.PROGRAM : Fact.KERNEL;
  }
}
