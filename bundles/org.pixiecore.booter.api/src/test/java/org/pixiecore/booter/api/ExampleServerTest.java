package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.booter.api.Booters.MACHINE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;

/** The example server, started by the command that the documentation gives. */
@Timeout(60)
class ExampleServerTest {

  private static final Path EXAMPLE = Path.of("../../examples/api-server");

  @TempDir private Path folder;
  private Process process;
  private BufferedReader output;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    Path machines = Files.createDirectories(folder.resolve("machines"));
    Files.copy(
        EXAMPLE.resolve("machines/52-54-00-12-34-56.json"),
        machines.resolve("52-54-00-12-34-56.json"));
    Files.writeString(Files.createDirectory(folder.resolve("files")).resolve("vmlinuz"), "kernel");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "ApiServer.java",
                "0",
                folder.toString())
            .directory(EXAMPLE.toFile())
            .redirectErrorStream(true)
            .start();
    output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    assertThat(line).startsWith("http://localhost:");
    url = URI.create(line);
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answersBothVersions() throws Exception {
    for (String version : new String[] {"1", "2"}) {
      ApiBooter booter = Booters.booter(Time.REAL, url, "version", version);

      KernelBoot boot =
          (KernelBoot) booter.bootSpec(Booters.machine("52:54:00:12:34:56")).orElseThrow();
      assertThat(boot.kernel()).isEqualTo(BootFile.parse(url + "/vmlinuz"));
      assertThat(boot.message()).contains("Installing");
      assertThat(booter.bootSpec(MACHINE)).isEmpty();
      assertThat(output.readLine()).startsWith("/v" + version + "/boot/52:54:00:12:34:56");
      assertThat(output.readLine()).startsWith("/v" + version + "/boot/01:02:03:04:05:06");
    }
  }

  @Test
  void saysWhetherItsAnswerChanged() throws Exception {
    ApiBooter booter = Booters.booter(Time.REAL, url, "version", "2");
    Files.writeString(folder.resolve("machines/default.json"), "{\"boot\": \"local\"}");

    assertThat(booter.bootSpec(MACHINE)).contains(new LocalDisk());
    assertThat(booter.bootSpec(MACHINE)).contains(new LocalDisk());
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("304: as before");
  }

  @Test
  void sendsItsFilesAndNoOthers() throws Exception {
    ApiClient client = new ApiClient(Booters.settings(url));

    assertThat(get(client, "/vmlinuz").body().orElseThrow()).asString().isEqualTo("kernel");
    assertThat(get(client, "/none").status()).isEqualTo(404);
    assertThat(get(client, "/../machines/52-54-00-12-34-56.json").status()).isEqualTo(404);
    assertThat(get(client, "//etc/passwd").status()).isEqualTo(404);
  }

  private ApiClient.Response get(ApiClient client, String path)
      throws IOException, InterruptedException {
    return client.get(URI.create(url + path), Map.of(), Duration.ofSeconds(10));
  }
}
