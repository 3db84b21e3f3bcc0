package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pixiecore.api.BootSpec;
import org.pixiecore.document.BootDocument;
import org.pixiecore.document.BootDocumentException;
import org.pixiecore.document.Excerpt;

/**
 * What an answer with status 200 says.
 *
 * <p>Version 1 is read as leniently as the servers that were written for it know it: members that
 * it does not have are passed over, names may be in any case, and a script makes the rest void.
 *
 * @param spec what the machine boots
 * @param cache for how long the same question need not be asked; empty if it does not say
 */
record AnswerDocument(BootSpec spec, Optional<Duration> cache) {

  /** Longest time that a document may be cached, in seconds: a day. */
  static final int LONGEST_CACHE = 86_400;

  private static final String KERNEL = "kernel";
  private static final String CMDLINE = "cmdline";
  private static final String SCRIPT = "ipxe-script";
  private static final String CACHE = "cache";
  private static final List<String> VERSION_ONE =
      List.of(KERNEL, "initrd", CMDLINE, "message", SCRIPT);
  private static final List<String> EMPTY_FOR_NONE =
      List.of(KERNEL, CMDLINE, "message", "program", SCRIPT, "boot", "once");
  private static final int DEEPEST = 20;
  private static final int LONGEST_SHOWN = 120;

  // Version 1's own documentation has an example with a comma too many
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /**
   * Reads a body.
   *
   * @throws MalformedAnswerException if it is no such document; the message shows what is wrong
   * @throws IOException if it names a file of this server that cannot be found now
   */
  static AnswerDocument read(byte[] body, ApiVersion version, FileNames files)
      throws MalformedAnswerException, IOException {
    JsonNode answer = parse(body);
    Optional<Duration> cache = Optional.empty();
    if (answer instanceof ObjectNode object) {
      cache = version == ApiVersion.TWO ? cache(object) : Optional.empty();
      answer = version == ApiVersion.TWO ? object : versionOne(object);
      tidy((ObjectNode) answer);
    }
    try {
      return new AnswerDocument(BootDocument.read(answer, files), cache);
    } catch (BootDocumentException e) {
      throw new MalformedAnswerException(e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static JsonNode parse(byte[] body) throws MalformedAnswerException {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.isMissingNode()) {
        throw new MalformedAnswerException("it is empty");
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException(
          "it is no JSON (line %d, column %d: %s). It begins \"%s\""
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage(),
                  Excerpt.of(new String(body, UTF_8), LONGEST_SHOWN)));
    } catch (IOException e) {
      throw new MalformedAnswerException("it is no text: " + e.getMessage());
    }
  }

  private static Optional<Duration> cache(ObjectNode answer) throws MalformedAnswerException {
    JsonNode cache = answer.remove(CACHE);
    if (cache == null || cache.isNull()) {
      return Optional.empty();
    }
    if (!cache.isInt() || cache.intValue() < 0 || cache.intValue() > LONGEST_CACHE) {
      throw new MalformedAnswerException(
          "/cache: expected is a whole number of seconds from 0 to " + LONGEST_CACHE);
    }
    return Optional.of(Duration.ofSeconds(cache.intValue()));
  }

  private static ObjectNode versionOne(ObjectNode answer) {
    ObjectNode known = answer.objectNode();
    answer.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(
            member ->
                VERSION_ONE.stream()
                    .filter(member.getKey()::equalsIgnoreCase)
                    .forEach(name -> known.set(name, member.getValue())));
    if (known.has(SCRIPT) && !isEmpty(known.get(SCRIPT))) {
      known.retain(SCRIPT);
    }
    if (known.get(CMDLINE) instanceof ObjectNode parameters) {
      parameters.properties().stream()
          .filter(parameter -> parameter.getValue().isBoolean())
          // false has always been as good as true
          .forEach(parameter -> parameter.setValue(BooleanNode.TRUE));
    }
    return known;
  }

  /** What servers do in either version, whose language knows no absent value. */
  private static void tidy(ObjectNode answer) {
    for (String name : EMPTY_FOR_NONE) {
      if (isEmpty(answer.get(name))) {
        answer.remove(name);
      }
    }
    if (answer.get(CMDLINE) instanceof ObjectNode parameters) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      parameters.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
      answer.set(CMDLINE, answer.objectNode().setAll(sorted));
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value != null && value.isTextual() && value.textValue().isEmpty();
  }
}
