package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;

/** The page and what is sent say the same. */
class DocumentationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final Pattern TOPIC = Pattern.compile("(?m)^\\| `org/pixiecore/boot/([A-Z_]+)` ");

  private final String page = read();

  @Test
  void theExampleIsWhatIsSent() throws IOException {
    StateChange change =
        new StateChange(Boots.stuck(Boots.STALLED), Optional.of(BootState.LOADING_PROGRAM));
    ObjectNode sent =
        (ObjectNode)
            JSON.readTree(NotificationDocument.write("ID", change, Boots.NOON.plusSeconds(90)));
    MatchResult example = EXAMPLE.matcher(page).results().findFirst().orElseThrow();
    JsonNode documented = JSON.readTree(example.group(1));

    sent.put("id", documented.path("id").asText());
    ((ObjectNode) sent.get("machine")).put("address", "192.168.1.77");
    assertThat(sent).isEqualTo(documented);
  }

  @Test
  void everyStateAndEveryCauseIsNamed() {
    Stream.concat(Stream.of(BootState.values()), Stream.of(Diagnosis.Cause.values()))
        .forEach(name -> assertThat(page).contains("`" + name.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyKindOfEventHasItsTopic() {
    Set<String> documented =
        TOPIC.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet());
    Set<String> kinds =
        Stream.of(BootEvent.class.getPermittedSubclasses())
            .map(kind -> kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
            .map(name -> name.toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(kinds);
    assertThat(Events.all().map(event -> Postings.of(event).orElseThrow().topic()))
        .containsExactlyInAnyOrderElementsOf(
            kinds.stream().map(kind -> Posting.TOPICS + kind).toList());
  }

  /** With what the events can have; the row of their topic names each property. */
  @Test
  void everyPropertyIsNamed() {
    Events.all()
        .map(event -> Postings.of(event).orElseThrow())
        .forEach(
            posting -> {
              String row =
                  page.lines()
                      .filter(line -> line.startsWith("| `" + posting.topic() + "` "))
                      .findFirst()
                      .orElseThrow();
              Set<String> properties = new TreeSet<>(posting.properties().keySet());
              properties.removeAll(Set.of("timestamp", "mac", "address"));
              assertThat(properties).isNotEmpty();
              properties.forEach(property -> assertThat(row).contains("`" + property + "`"));
            });
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../../docs/events.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
