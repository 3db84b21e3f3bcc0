package org.pixiecore.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value of a document and where it stands there. Nothing is converted: a number is no text.
 *
 * @param node what stands there
 * @param pointer where
 */
record Value(JsonNode node, JsonPointer pointer) {

  private static final int LONGEST_SHOWN = 80;

  static Value of(JsonNode document) {
    return new Value(document, JsonPointer.empty());
  }

  Value asObject(String expected) throws BootDocumentException {
    require(JsonNode::isObject, expected);
    return this;
  }

  /** The names that have a value: one that is null stands for nothing. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> names.add(member.getKey()));
    return names;
  }

  /** A member; empty if it is not there or null. */
  Optional<Value> member(String name) {
    return Optional.ofNullable(node.get(name))
        .filter(value -> !value.isNull())
        .map(value -> new Value(value, pointer.appendProperty(name)));
  }

  List<Value> items(int most, String expected) throws BootDocumentException {
    require(JsonNode::isArray, expected);
    if (node.size() > most) {
      throw refused(expected + ", at most " + most);
    }
    List<Value> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new Value(item, pointer.appendIndex(items.size())));
    }
    return items;
  }

  /**
   * Text.
   *
   * @param longest in characters
   */
  String text(int longest, String expected) throws BootDocumentException {
    require(JsonNode::isTextual, expected);
    if (node.textValue().length() > longest) {
      throw refused(expected + ", of at most " + longest + " characters");
    }
    return node.textValue();
  }

  /** Text turned into something else by what throws {@link IllegalArgumentException}. */
  <T> T parsed(int longest, String expected, Function<String, T> parser)
      throws BootDocumentException {
    String text = text(longest, expected);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(expected + " (" + e.getMessage() + ")");
    }
  }

  void require(Predicate<JsonNode> type, String expected) throws BootDocumentException {
    if (!type.test(node)) {
      throw refused(expected);
    }
  }

  BootDocumentException refused(String expected) {
    return problem("given is " + given() + ", expected is " + expected);
  }

  BootDocumentException problem(String problem) {
    return new BootDocumentException(pointer.toString(), problem);
  }

  private String given() {
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list of " + node.size();
    }
    return Excerpt.of(node.toString(), LONGEST_SHOWN);
  }
}
