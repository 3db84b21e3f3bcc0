package org.pixiecore.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.log.UrlSecrets;

/**
 * A kernel's command line, in which files may stand that become URLs when a machine boots: {@code
 * console=ttyS0 preseed/url={{ ID "./preseed.cfg" }}}.
 *
 * @param parts text and files, in order; no part is empty text
 */
public record CommandLine(List<Part> parts) {

  /** A piece of a command line. */
  public sealed interface Part permits Text, FileUrl, ConfirmUrl {}

  /**
   * Text that goes to the kernel as it is.
   *
   * @param text not empty, without control characters
   */
  public record Text(String text) implements Part {
    public Text {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a part of a command line is not empty");
      }
      for (int i = 0; i < text.length(); i++) {
        if (Character.isISOControl(text.charAt(i))) {
          // without the text, which may hold secrets
          throw new IllegalArgumentException(
              "a command line is one line without control characters, but %s follows its first %d characters"
                  .formatted(Character.getName(text.charAt(i)), i));
        }
      }
    }
  }

  /** A file, in whose place the machine gets a URL of it. */
  public record FileUrl(BootFile file) implements Part {
    public FileUrl {
      Objects.requireNonNull(file, "file");
    }
  }

  /**
   * In whose place the machine gets the URL to fetch when it has booted, or is installed: see
   * {@link BootSpec.Once}. Fetching it is harmless where it boots each time.
   */
  public record ConfirmUrl() implements Part {}

  /** A command line with nothing on it. */
  public static final CommandLine EMPTY = new CommandLine(List.of());

  private static final String CONFIRM = "CONFIRM";
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{\\{\\s*(?:(?<confirm>"
              + CONFIRM
              + ")|(?<variable>[a-z][a-z0-9_-]*)"
              + "|(?<function>\\w+)\\s+(?:\"(?<quoted>[^\"]*)\"|`(?<raw>[^`]*)`))\\s*}}");

  public CommandLine {
    parts = List.copyOf(parts);
  }

  /**
   * Parses text with templates of the form <code>{{ FUNCTION "argument" }}</code>, the argument
   * between double quotes or back quotes; and of <code>{{ CONFIRM }}</code>, the {@link
   * ConfirmUrl}.
   *
   * @param function the one function that is known, like {@code ID} (fixed booter) or {@code URL}
   *     (HTTP API), in upper case
   * @param file turns the argument into the file that it names; an {@link IllegalArgumentException}
   *     from it passes through
   * @throws IllegalArgumentException if a template is malformed, calls another function, or the
   *     text holds a control character; the message says which and what was expected
   */
  public static CommandLine parse(String text, String function, Function<String, BootFile> file) {
    return parse(
        text,
        function,
        file,
        name -> {
          throw malformed("{{ " + name + " }}", function);
        });
  }

  /**
   * As the other, with variables too: <code>{{ name }}</code>, a lower-case letter and then more of
   * them, digits, {@code _} and {@code -}.
   *
   * @param variable gives a variable's value, in which no template is looked for; an {@link
   *     IllegalArgumentException} from it passes through
   */
  public static CommandLine parse(
      String text,
      String function,
      Function<String, BootFile> file,
      UnaryOperator<String> variable) {
    List<Part> parts = new ArrayList<>();
    Matcher template = TEMPLATE.matcher(text);
    int end = 0;
    while (template.find()) {
      addLiteral(parts, text.substring(end, template.start()), function);
      if (template.group("confirm") != null) {
        parts.add(new ConfirmUrl());
      } else if (template.group("variable") != null) {
        addText(parts, variable.apply(template.group("variable")));
      } else {
        parts.add(fileUrl(template, function, file));
      }
      end = template.end();
    }
    addLiteral(parts, text.substring(end), function);
    return new CommandLine(parts);
  }

  private static FileUrl fileUrl(
      Matcher template, String function, Function<String, BootFile> file) {
    if (!template.group("function").equals(function)) {
      throw new IllegalArgumentException(
          "unknown function in %s: only %s and %s are known here"
              .formatted(template.group(), function, CONFIRM));
    }
    String quoted = template.group("quoted");
    return new FileUrl(file.apply(quoted != null ? quoted : template.group("raw")));
  }

  private static void addLiteral(List<Part> parts, String text, String function) {
    int open = text.indexOf("{{");
    if (open >= 0) {
      throw malformed(text.substring(open), function);
    }
    addText(parts, text);
  }

  private static void addText(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Text(text));
    }
  }

  private static IllegalArgumentException malformed(String text, String function) {
    // masked before it is cut: half a secret is not known for one
    String shown = UrlSecrets.mask(text);
    return new IllegalArgumentException(
        "malformed template at \"%s\": expected {{ %s \"file\" }}"
            .formatted(shown.substring(0, Math.min(shown.length(), 40)), function));
  }

  /** Whether the machine is to fetch the {@link ConfirmUrl}. */
  public boolean confirms() {
    return parts.stream().anyMatch(ConfirmUrl.class::isInstance);
  }

  /**
   * The command line as one text.
   *
   * @param url gives a file's URL
   * @param confirmUrl what stands for {@link ConfirmUrl}
   */
  public String expand(Function<BootFile, String> url, String confirmUrl) {
    StringBuilder line = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Text text) {
        line.append(text.text());
      } else if (part instanceof FileUrl file) {
        line.append(url.apply(file.file()));
      } else if (part instanceof ConfirmUrl) {
        line.append(confirmUrl);
      }
    }
    return line.toString();
  }
}
