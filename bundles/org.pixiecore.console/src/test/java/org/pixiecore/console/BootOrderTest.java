package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacAddress;

class BootOrderTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");

  @Test
  void aKernelBecomesAFileForThatMachineAlone() throws Exception {
    BooterFile file =
        file(
            """
            {"kernel": "/srv/vmlinuz", "initrd": ["/srv/a.gz", "https://u:pw@host/b.gz?key=1"],
             "cmdline": "quiet password=x"}""");

    assertThat(file.booter()).isEqualTo("static");
    assertThat(file.name()).isEqualTo("console-525400123456");
    assertThat(file.settings())
        .containsOnly(
            entry("machines", "52:54:00:12:34:56"),
            entry("ranking", "1000"),
            entry("kernel", "/srv/vmlinuz"),
            entry("initrd", "/srv/a.gz, https://u:pw@host/b.gz?key=1"),
            entry("cmdline", "quiet password=x"));
    assertThat(BootOrder.summary(file.settings()))
        .startsWith("/srv/vmlinuz with /srv/a.gz")
        .doesNotContain("pw", "key=1", "password");
  }

  @Test
  void theLocalDisk() throws Exception {
    BooterFile file = file("{\"boot\": \"local\"}");

    assertThat(file.settings()).containsEntry("boot", "local").doesNotContainKey("kernel");
    assertThat(BootOrder.summary(file.settings())).isEqualTo("its local disk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kernel\": \"relative\"}",
        "{\"kernel\": \"ftp://host/vmlinuz\"}",
        "{\"kernel\": \"/a,/b\"}",
        "{\"kernel\": \"/a\\nranking = 5\"}",
        "{\"kernel\": \"/a\", \"boot\": \"local\"}",
        "{\"kernel\": \"/a\", \"initrd\": [\"b\"]}",
        "{\"kernel\": \"/a\", \"cmdline\": \"quiet\\nkernel = /etc/shadow\"}",
        "{\"boot\": \"disk\"}"
      })
  void whatCannotBeBootedIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> file(json));
  }

  private static BooterFile file(String json) throws IOException {
    return BootOrder.read(MAC, Json.read(json.getBytes(UTF_8))).file();
  }
}
