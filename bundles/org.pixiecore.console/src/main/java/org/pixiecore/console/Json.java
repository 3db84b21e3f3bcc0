package org.pixiecore.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How answers are written: every field is always there, and null where nothing is known. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static <T> ArrayNode array(Stream<T> items, Function<T, ? extends JsonNode> writer) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.map(writer).forEach(array::add);
    return array;
  }

  static ArrayNode texts(Stream<String> texts) {
    return array(texts, JsonNodeFactory.instance::textNode);
  }

  /** For {@link ObjectNode#put(String, String)}. */
  static String orNull(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }

  /** One line, as an event stream needs it. */
  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always written", e);
    }
  }

  /**
   * Reads what a client sent.
   *
   * @throws IOException if it is no JSON
   */
  static JsonNode read(byte[] octets) throws IOException {
    return MAPPER.readTree(octets);
  }
}
