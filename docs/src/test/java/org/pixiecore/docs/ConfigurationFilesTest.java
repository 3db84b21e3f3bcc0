package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** People read settings in the files of {@code etc/}, consoles in the bundles: they must agree. */
class ConfigurationFilesTest {

  private static final Path REPOSITORY = Path.of("..");

  private final ConfigurationFiles files =
      new ConfigurationFiles(REPOSITORY.resolve("features/src/main/cfg"));

  @Test
  void everyFormHasAFileAndEveryFileAForm() throws IOException {
    Map<String, String> filesOfForms = new TreeMap<>();
    for (Form form : forms().values()) {
      filesOfForms.put(form.pid(), files.of(form).orElse("no file in features/src/main/cfg"));
    }

    assertThat(filesOfForms.values()).containsExactlyInAnyOrderElementsOf(files.all().keySet());
  }

  /** What stands behind a factory's keys is an example, so only the keys must be the same. */
  @Test
  void theFilesNameTheKeysAndDefaultsOfTheForms() throws IOException {
    for (Form form : forms().values()) {
      Map<String, String> described = new TreeMap<>();
      form.keys().forEach(key -> described.put(key.id(), key.defaultInFile()));
      Map<String, String> shipped = files.all().getOrDefault(files.of(form).orElse(""), Map.of());

      assertThat(shipped).as(form.pid()).containsOnlyKeys(described.keySet());
      if (!form.isFactory()) {
        assertThat(shipped).as(form.pid()).isEqualTo(described);
      }
    }
  }

  private static Map<String, Form> forms() throws IOException {
    return Metatypes.read(REPOSITORY.resolve("bundles"));
  }
}
