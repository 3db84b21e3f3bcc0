package org.pixiecore.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

class ShownSettingsTest {

  @Test
  void secretsAreNotShownAndTheirPlacesAre() {
    assertThat(
            ShownSettings.of(
                FrameworkUtil.asDictionary(
                    Map.of(
                        "bindPassword", "hunter2",
                        "token", "env:TOKEN",
                        "password", "file:relative",
                        "cmdline", "root=/dev/sda password=hunter2",
                        "ipxeScript", "",
                        "kernel", "https://me:hunter2@mirror/vmlinuz?key=hunter2"))))
        .containsOnly(
            Map.entry("bindPassword", "(hidden)"),
            Map.entry("token", "env:TOKEN"),
            Map.entry("password", "(hidden)"),
            Map.entry("cmdline", "(hidden)"),
            Map.entry("ipxeScript", ""),
            Map.entry("kernel", "https://…@mirror/vmlinuz?…"));
  }

  @Test
  void whatTheFrameworkAddsIsLeftOut() {
    assertThat(
            ShownSettings.of(
                FrameworkUtil.asDictionary(
                    Map.of(
                        "service.pid",
                        "x",
                        "felix.fileinstall.filename",
                        "file:/x",
                        "initrd",
                        new String[] {"/a", "/b"},
                        "ranking",
                        5))))
        .isEqualTo(Map.of("initrd", "/a, /b", "ranking", "5"));
  }
}
