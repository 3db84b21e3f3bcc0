package org.pixiecore.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

/**
 * Reads what a machine boots from a JSON object:
 *
 * <pre>{@code
 * {"kernel": "vmlinuz", "initrd": ["initrd.gz"], "cmdline": "quiet x={{ URL \"x\" }}", "message": "Hello"}
 * {"program": "shim.efi", "message": "Hello"}
 * {"ipxe-script": "#!ipxe\n..."}
 * {"boot": "local"}
 * {"boot": "silent"}
 * }</pre>
 *
 * The first three may boot {@code "once"}: true, or text that tells one order from the next. Of a
 * command line there is also an older form, an object: {@code {"quiet": true, "a": "b", "x":
 * {"url": "x"}}}, whose members come in the document's order.
 *
 * <p>A member that is null is as one that is not there. One that is not known, does not belong with
 * the others, is of another type or too long makes the whole document wrong: half of it may be the
 * wrong half.
 */
public final class BootDocument {

  /** The function in command line templates that turns a file into a URL. */
  public static final String FILE_FUNCTION = "URL";

  /** Of a file's name, in characters. */
  public static final int LONGEST_NAME = 8 * 1024;

  /** How many initial RAM disks there may be. */
  public static final int MOST_INITRDS = 100;

  /** Of a message, in characters. */
  public static final int LONGEST_MESSAGE = 16 * 1024;

  /** Of an iPXE script, in characters. */
  public static final int LONGEST_SCRIPT = 1 << 20;

  static final String FILE = "the URL or path of a file";

  private static final String KERNEL = "kernel";
  private static final String INITRD = "initrd";
  private static final String CMDLINE = "cmdline";
  private static final String MESSAGE = "message";
  private static final String SCRIPT = "ipxe-script";
  private static final String PROGRAM = "program";
  private static final String BOOT = "boot";
  private static final String ONCE = "once";

  /** What to boot, and what may stand beside it. */
  private static final Map<String, Set<String>> FORMS =
      Map.of(
          KERNEL, Set.of(INITRD, CMDLINE, MESSAGE, ONCE),
          PROGRAM, Set.of(MESSAGE, ONCE),
          SCRIPT, Set.of(ONCE),
          BOOT, Set.of());

  private static final String ONE_FORM = "exactly one of kernel, program, ipxe-script and boot";

  private final Value document;
  private final Function<String, BootFile> file;
  private final Function<String, CommandLine> commandLine;

  private BootDocument(
      Value document, Function<String, BootFile> file, Function<String, CommandLine> commandLine) {
    this.document = document;
    this.file = file;
    this.commandLine = commandLine;
  }

  /**
   * Reads a document.
   *
   * @param file finds the file that a URL or path names; the message of an {@link
   *     IllegalArgumentException} from it is shown to people
   * @throws BootDocumentException if anything in it is wrong: the first such thing
   */
  public static BootSpec read(JsonNode document, Function<String, BootFile> file)
      throws BootDocumentException {
    return readWith(document, file, text -> CommandLine.parse(text, FILE_FUNCTION, file));
  }

  /**
   * Reads a document in whose command line variables may stand.
   *
   * @param file as for the other
   * @param variable gives the value that is filled in for <code>{{ name }}</code>; the message of
   *     an {@link IllegalArgumentException} from it is shown to people
   * @throws BootDocumentException if anything in it is wrong: the first such thing
   */
  public static BootSpec read(
      JsonNode document, Function<String, BootFile> file, UnaryOperator<String> variable)
      throws BootDocumentException {
    return readWith(document, file, text -> CommandLine.parse(text, FILE_FUNCTION, file, variable));
  }

  private static BootSpec readWith(
      JsonNode document, Function<String, BootFile> file, Function<String, CommandLine> commandLine)
      throws BootDocumentException {
    Value object = Value.of(document).asObject("an object with " + ONE_FORM);
    return new BootDocument(object, file, commandLine).spec();
  }

  /** Every member that a document may have. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(FORMS.keySet());
    FORMS.values().forEach(names::addAll);
    return names;
  }

  private BootSpec spec() throws BootDocumentException {
    String form = form();
    refuseOthers(form);
    Value what = document.member(form).orElseThrow();
    return switch (form) {
      case KERNEL -> orOnce(kernel(what));
      case PROGRAM -> orOnce(new ProgramBoot(file(what), message()));
      case SCRIPT -> orOnce(what.parsed(LONGEST_SCRIPT, "an iPXE script", IpxeScript::new));
      default -> boot(what);
    };
  }

  private String form() throws BootDocumentException {
    List<String> forms = new ArrayList<>(document.names());
    refuseUnknown(forms);
    forms.retainAll(FORMS.keySet());
    if (forms.size() != 1) {
      throw document.problem(
          "given is %s, expected is %s"
              .formatted(forms.isEmpty() ? "none" : String.join(" and ", forms), ONE_FORM));
    }
    return forms.get(0);
  }

  private void refuseUnknown(List<String> names) throws BootDocumentException {
    for (String name : names) {
      if (!names().contains(name)) {
        throw member(name).problem("unknown; known are " + String.join(", ", names()));
      }
    }
  }

  private void refuseOthers(String form) throws BootDocumentException {
    for (String name : document.names()) {
      if (!name.equals(form) && !FORMS.get(form).contains(name)) {
        throw member(name).problem("does not go together with " + form);
      }
    }
  }

  private Value member(String name) {
    return document.member(name).orElseThrow();
  }

  private KernelBoot kernel(Value kernel) throws BootDocumentException {
    List<BootFile> initrds = new ArrayList<>();
    Optional<Value> list = document.member(INITRD);
    if (list.isPresent()) {
      for (Value initrd : list.get().items(MOST_INITRDS, "a list of URLs or paths of files")) {
        initrds.add(file(initrd));
      }
    }
    Optional<Value> cmdline = document.member(CMDLINE);
    return new KernelBoot(
        file(kernel),
        initrds,
        cmdline.isPresent()
            ? CommandLineValue.read(cmdline.get(), file, commandLine)
            : CommandLine.EMPTY,
        message());
  }

  private BootFile file(Value value) throws BootDocumentException {
    return value.parsed(LONGEST_NAME, FILE, file);
  }

  private Optional<String> message() throws BootDocumentException {
    Optional<Value> message = document.member(MESSAGE);
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(message.get().text(LONGEST_MESSAGE, "text for the machine's console"))
            .filter(text -> !text.isEmpty());
  }

  private BootSpec orOnce(NetworkBoot boot) throws BootDocumentException {
    Optional<Value> once = document.member(ONCE);
    if (once.isEmpty()) {
      return boot;
    }
    Value value = once.get();
    if (value.node().isBoolean()) {
      return value.node().booleanValue() ? once(value, boot, "") : boot;
    }
    return once(
        value,
        boot,
        value.text(Once.LONGEST_ORDER, "true, false, or text that tells one order from the next"));
  }

  private static Once once(Value value, NetworkBoot boot, String order)
      throws BootDocumentException {
    try {
      return new Once(boot, order);
    } catch (IllegalArgumentException e) {
      throw value.problem(e.getMessage());
    }
  }

  private static BootSpec boot(Value value) throws BootDocumentException {
    String expected = "local or silent";
    return switch (value.text(LONGEST_NAME, expected)) {
      case "local" -> new LocalDisk();
      case "silent" -> new Silence();
      default -> throw value.refused(expected);
    };
  }
}
