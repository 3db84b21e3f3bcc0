package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePageTest {

  private static final String METATYPE =
      """
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="a.b.Keys" name="Pixiecore: bells" description="When it rings">
          <AD id="prompt" type="String" default="Press\\ F8\\,\\ now" description="a|b &lt;c&gt; *d*"/>
          <AD id="times" type="Integer" default="3" min="1" max="9" description="How often."/>
          <AD id="tone" type="String" default="low" description="How high.">
            <Option value="low"/><Option value="high"/>
          </AD>
          <AD id="rooms" type="String" cardinality="2147483647" default="hall,attic" description="Where."/>
          <AD id="code" type="Password" default="" description="Whose."/>
        </OCD>
        <Designate factoryPid="a.b"><Object ocdref="a.b.Keys"/></Designate>
      </metatype:MetaData>
      """;

  @TempDir private Path bundles;

  @Test
  void aKeyIsARowWithWhatItsFormSays() throws IOException {
    assertThat(page(Optional.empty()))
        .contains(
            "## a.b\n\n**Bells.** When it rings.\n\nFeature: `bells`. File: `etc/a.b-NAME.cfg`.")
        .contains("| `prompt` | text | `Press F8, now` |  | a\\|b &lt;c> \\*d\\* |")
        .contains("| `times` | number | `3` | 1 to 9 | How often. |")
        .contains("| `tone` | text | `low` | `low`, `high` | How high. |")
        .contains("| `rooms` | list | `hall, attic` |  | Where. |")
        .contains("| `code` | secret |  |  | Whose. |");
  }

  @Test
  void theFileThatIsShippedForAFactoryIsNamed() throws IOException {
    assertThat(page(Optional.of("a.b-lab"))).contains("; there from the start: `a.b-lab.cfg`.");
  }

  @Test
  void theContentsLeadToTheSections() throws IOException {
    ReferencePage page = new ReferencePage();
    page.contents(List.copyOf(forms().values()));

    assertThat(page.toString()).contains("| [a.b](#ab) | Bells |");
  }

  private String page(Optional<String> shipped) throws IOException {
    ReferencePage page = new ReferencePage();
    page.form(forms().get("a.b"), "`bells`", shipped);
    return page.toString();
  }

  private Map<String, Form> forms() throws IOException {
    Path folder = bundles.resolve("org.example.bells/target/classes/OSGI-INF/metatype");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("a.b.Keys.xml"), METATYPE);
    return Metatypes.read(bundles);
  }
}
