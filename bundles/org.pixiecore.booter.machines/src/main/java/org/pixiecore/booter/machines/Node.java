package org.pixiecore.booter.machines;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.pixiecore.api.log.UrlSecrets;

/** A value in a file, and where it stands there. */
sealed interface Node {

  Place place();

  /** What it is, for people. */
  String kind();

  JsonNode toJson();

  /** Where a part of it stands; what is not there stands where it would. */
  Place at(JsonPointer part);

  /**
   * Text, a number, true, false or nothing.
   *
   * @param text as it is written: a number keeps its leading zeros, and 52:54:00 its colons
   * @param json numbers are text there too
   */
  record Scalar(Place place, String text, JsonNode json) implements Node {
    private static final int LONGEST_SHOWN = 80;

    @Override
    public String kind() {
      if (json.isNull()) {
        return "nothing";
      }
      // masked before it is cut: half a secret is not known for one
      String masked = UrlSecrets.mask(text);
      return "\"%s\""
          .formatted(
              masked.length() <= LONGEST_SHOWN ? masked : masked.substring(0, LONGEST_SHOWN) + "…");
    }

    @Override
    public JsonNode toJson() {
      return json;
    }

    @Override
    public Place at(JsonPointer part) {
      return place;
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public JsonNode toJson() {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(item.toJson()));
      return array;
    }

    @Override
    public Place at(JsonPointer part) {
      int index = part.getMatchingIndex();
      return index < 0 || index >= items.size() ? place : items.get(index).at(part.tail());
    }
  }

  /**
   * Names with values.
   *
   * @param members in the file's order
   */
  record Mapping(Place place, Map<String, Member> members) implements Node {
    @Override
    public String kind() {
      return "names with values";
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach((name, member) -> object.set(name, member.value().toJson()));
      return object;
    }

    @Override
    public Place at(JsonPointer part) {
      Member member = part.matches() ? null : members.get(part.getMatchingProperty());
      if (member == null) {
        return place;
      }
      return part.tail().matches() ? member.place() : member.value().at(part.tail());
    }
  }

  /**
   * A value that has a name.
   *
   * @param place of the name
   */
  record Member(Place place, Node value) {}
}
