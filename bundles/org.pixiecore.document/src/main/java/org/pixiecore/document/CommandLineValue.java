package org.pixiecore.document;

import static java.util.stream.Collectors.joining;
import static org.pixiecore.document.BootDocument.FILE_FUNCTION;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.CommandLine.FileUrl;
import org.pixiecore.api.CommandLine.Part;
import org.pixiecore.api.CommandLine.Text;

/**
 * The two forms of a command line: text with templates, and the older object, of which each member
 * is a parameter.
 */
final class CommandLineValue {

  static final int LONGEST = 32 * 1024;
  static final int MOST_PARAMETERS = 1000;

  private static final String EXPECTED =
      "the kernel's command line: text, in which {{ %s \"file\" }} stands for the URL of a file"
          .formatted(FILE_FUNCTION);
  private static final String EXPECTED_PARAMETER = "text, true, or {\"url\": \"of a file\"}";
  private static final Text QUOTE = new Text("\"");
  private static final Pattern BLANK = Pattern.compile("\\s");

  private CommandLineValue() {}

  /**
   * Reads either form.
   *
   * @param parser reads text with templates
   */
  static CommandLine read(
      Value value, Function<String, BootFile> file, Function<String, CommandLine> parser)
      throws BootDocumentException {
    if (!value.node().isObject()) {
      return value.parsed(LONGEST, EXPECTED, text -> parser.apply(text.strip()));
    }
    List<String> names = value.names();
    if (names.size() > MOST_PARAMETERS) {
      throw value.problem(
          "given are %d parameters, expected are at most %d"
              .formatted(names.size(), MOST_PARAMETERS));
    }
    List<Part> parts = new ArrayList<>();
    for (String name : names) {
      if (!parts.isEmpty()) {
        parts.add(new Text(" "));
      }
      addParameter(parts, name, value.member(name).orElseThrow(), file, parser);
    }
    return new CommandLine(parts);
  }

  private static void addParameter(
      List<Part> parts,
      String name,
      Value value,
      Function<String, BootFile> file,
      Function<String, CommandLine> parser)
      throws BootDocumentException {
    if (name.isEmpty() || BLANK.matcher(name).find()) {
      throw value.problem("a parameter's name is text without blanks");
    }
    parts.addAll(part(name, value));
    if (value.node().isBoolean()) {
      value.require(node -> node.booleanValue(), EXPECTED_PARAMETER + "; left out for false");
      return;
    }
    parts.addAll(part("=", value));
    if (value.node().isObject()) {
      parts.add(url(value, file));
    } else {
      parts.addAll(quoted(value.parsed(LONGEST, EXPECTED_PARAMETER, parser).parts()));
    }
  }

  private static List<Part> part(String text, Value value) throws BootDocumentException {
    try {
      return List.of(new Text(text));
    } catch (IllegalArgumentException e) {
      throw value.problem(e.getMessage());
    }
  }

  private static FileUrl url(Value value, Function<String, BootFile> file)
      throws BootDocumentException {
    if (!value.names().equals(List.of("url"))) {
      throw value.refused(EXPECTED_PARAMETER);
    }
    Value url = value.member("url").orElseThrow();
    return new FileUrl(url.parsed(BootDocument.LONGEST_NAME, BootDocument.FILE, file));
  }

  /** A value with blanks, in the quotes by which the kernel knows that it is one. */
  private static List<Part> quoted(List<Part> value) {
    String text =
        value.stream()
            .filter(Text.class::isInstance)
            .map(part -> ((Text) part).text())
            .collect(joining());
    if (!BLANK.matcher(text).find() || text.contains(QUOTE.text())) {
      return value;
    }
    return Stream.of(Stream.of(QUOTE), value.stream(), Stream.of(QUOTE))
        .<Part>flatMap(Function.identity())
        .toList();
  }
}
