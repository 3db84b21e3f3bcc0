package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @TempDir private Path folder;

  @Test
  void isWhatIsWritten() throws IOException {
    assertThat(Secret.of("open sesame").read()).isEqualTo("open sesame");
  }

  @Test
  void isReadFromTheEnvironment() throws IOException {
    assertThat(new Secret("env:TOKEN", Map.of("TOKEN", "sesame")::get).read()).isEqualTo("sesame");
  }

  @Test
  void isReadFromItsFileEachTime() throws IOException {
    Path file = folder.resolve("token");
    Secret secret = Secret.of("file:" + file);
    Files.writeString(file, "sesame\n");
    assertThat(secret.read()).isEqualTo("sesame");

    Files.writeString(file, "renewed\r\n");

    assertThat(secret.read()).isEqualTo("renewed");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThatIOException()
        .isThrownBy(() -> new Secret("env:TOKEN", name -> null).read())
        .withMessageContaining("TOKEN");
    assertThatIOException()
        .isThrownBy(() -> Secret.of("file:" + folder.resolve("missing")).read())
        .withMessageContaining(folder.resolve("missing").toString());
    assertThatIOException()
        .isThrownBy(() -> Secret.of("file:" + empty).read())
        .withMessageContaining("empty");
  }

  @Test
  void isNeverShown() {
    assertThat(Secret.of("open sesame")).hasToString("(hidden)");
    assertThat(Secret.of("env:TOKEN")).hasToString("env:TOKEN");
  }

  @Test
  void aWrongOneIsAProblemThatDoesNotShowIt() {
    Configuration configuration = new Configuration(Map.of("token", "file:relative/sesame"));

    assertThat(configuration.secret("token")).isEmpty();
    assertThat(configuration.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).doesNotContain("sesame"));
  }

  @Test
  void aMissingOneIsNoProblem() {
    Configuration configuration = new Configuration(Map.of());

    assertThat(configuration.secret("token")).isEmpty();
    assertThat(configuration.problems()).isEmpty();
  }
}
