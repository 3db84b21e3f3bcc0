package org.pixiecore.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedSettingsTest {

  @TempDir private Path folder;

  @Test
  void whatIsTypedBecomesTheFixedBootersSettings() throws IOException {
    Path kernel = Files.writeString(folder.resolve("vmlinuz"), "kernel");

    assertThat(
            TypedSettings.boot(
                kernel.toString(),
                " http://h/a ,, http://h/b",
                "quiet",
                "5254.0012.3456, b8:27:eb"))
        .isEqualTo(
            Map.of(
                "kernel", kernel.toString(),
                "initrd", "http://h/a, http://h/b",
                "cmdline", "quiet",
                "machines", "52:54:00:12:34:56, b8:27:eb"));
    assertThat(TypedSettings.boot(kernel.toString(), "", " ", ""))
        .isEqualTo(Map.of("kernel", kernel.toString()));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(() -> TypedSettings.boot(folder.resolve("none").toString(), "", "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> TypedSettings.machines("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no MAC address");
  }
}
