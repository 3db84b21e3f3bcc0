package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  private static final Path REPOSITORY = Path.of("..");

  @Test
  void thePageSaysWhatTheBundlesSay() throws IOException {
    assertThat(Files.readString(REPOSITORY.resolve(Reference.PAGE)))
        .as("out of date: mvn -q -DskipTests -Preference package -pl docs -am writes it anew")
        .isEqualTo(Reference.page(REPOSITORY));
  }
}
