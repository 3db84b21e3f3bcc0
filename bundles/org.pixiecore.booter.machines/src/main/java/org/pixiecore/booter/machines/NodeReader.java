package org.pixiecore.booter.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.document.BootDocument;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one file, JSON or YAML by its name, into nodes that know where they stand. Nothing is built
 * of a file but maps, lists and text, whatever tags it has; aliases, which let a small file stand
 * for a huge one, are refused.
 */
final class NodeReader {

  /** Octets of a file. */
  static final int LARGEST = 16 << 20;

  private static final int DEEPEST = 20;
  private static final int LONGEST_NAME = 1000;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNameLength(LONGEST_NAME)
          .maxNumberLength(LONGEST_NAME)
          .maxStringLength(BootDocument.LONGEST_SCRIPT)
          .maxDocumentLength(LARGEST)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(LIMITS).build();
  private static final JsonFactory YAML =
      YAMLFactory.builder()
          .loaderOptions(yamlLimits())
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .streamReadConstraints(LIMITS)
          .build();

  private final String file;
  private final JsonParser parser;

  private NodeReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @param file its name
   * @return empty if there is nothing in it but comments
   */
  static Optional<Node> read(String file, byte[] octets) throws ProblemException {
    Place start = new Place(file, 1, 1);
    if (octets.length > LARGEST) {
      throw new ProblemException(
          start, "has %,d octets, at most %,d are read".formatted(octets.length, LARGEST));
    }
    String text = text(start, octets);
    try (JsonParser parser = (isJson(file) ? JSON : YAML).createParser(text)) {
      return new NodeReader(file, parser).document();
    } catch (JsonProcessingException e) {
      throw syntax(file, e);
    } catch (IOException e) {
      throw new ProblemException(start, e.getMessage());
    }
  }

  private static String text(Place start, byte[] octets) throws ProblemException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ProblemException(start, "is no text in UTF-8");
    }
  }

  private Optional<Node> document() throws IOException, ProblemException {
    if (parser.nextToken() == null) {
      return Optional.empty();
    }
    Node node = node();
    if (parser.nextToken() != null) {
      throw new ProblemException(place(), "a file holds one document, and here begins another");
    }
    return node instanceof Node.Scalar scalar && scalar.json().isNull()
        ? Optional.empty()
        : Optional.of(node);
  }

  private Node node() throws IOException, ProblemException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new ProblemException(
          place(), "aliases (*%s) are not read here: name a profile".formatted(parser.getText()));
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      default -> new Node.Scalar(place(), parser.getText(), scalar(token));
    };
  }

  private Node mapping() throws IOException, ProblemException {
    Place place = place();
    Map<String, Node.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place at = place();
      Node.Member earlier = members.get(name);
      if (earlier != null) {
        throw new ProblemException(
            at, "\"%s\" stands twice, first in line %d".formatted(name, earlier.place().line()));
      }
      parser.nextToken();
      members.put(name, new Node.Member(at, node()));
    }
    return new Node.Mapping(place, members);
  }

  private Node sequence() throws IOException, ProblemException {
    Place place = place();
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Node.Sequence(place, items);
  }

  private JsonNode scalar(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> NullNode.instance;
      default -> TextNode.valueOf(parser.getText());
    };
  }

  private Place place() {
    return place(file, parser.currentTokenLocation());
  }

  private static Place place(String file, JsonLocation location) {
    return location == null
        ? new Place(file, 1, 1)
        : new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static ProblemException syntax(String file, JsonProcessingException e) {
    // SnakeYAML's message repeats the place and quotes lines, in which secrets may stand
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
        return new ProblemException(
            new Place(
                file, yaml.getProblemMark().getLine() + 1, yaml.getProblemMark().getColumn() + 1),
            YamlHint.explain(yaml));
      }
    }
    return new ProblemException(
        place(file, e.getLocation()),
        "is no %s: %s".formatted(isJson(file) ? "JSON" : "YAML", e.getOriginalMessage()));
  }

  private static boolean isJson(String file) {
    return file.endsWith(".json");
  }

  private static LoaderOptions yamlLimits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(DEEPEST);
    limits.setCodePointLimit(LARGEST);
    limits.setMaxAliasesForCollections(0);
    return limits;
  }
}
