package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BootOrderTest {

  private static final Set<Path> FILES =
      Set.of(Path.of("/srv/vmlinuz"), Path.of("/srv/initrd.gz"), Path.of("/srv/preseed.cfg"));

  @Test
  void becomesTheFixedBootersSettings() {
    BootOrder order =
        new BootOrder(
            Optional.of("/srv/vmlinuz"),
            List.of("/srv/initrd.gz", "https://mirror/extra.img"),
            Optional.of("url={{ ID \"./preseed.cfg\" }} done={{ CONFIRM }}"),
            Optional.empty(),
            Optional.of("Installing"),
            List.of("5254.0012.3456", "B8:27:EB", "b8:27:eb"),
            Optional.of(5),
            Optional.of("shell 1"));

    assertThat(order.settings(FILES::contains))
        .isEqualTo(
            Map.of(
                "kernel", "/srv/vmlinuz",
                "initrd", "/srv/initrd.gz, https://mirror/extra.img",
                "cmdline", "url={{ ID \"./preseed.cfg\" }} done={{ CONFIRM }}",
                "message", "Installing",
                "machines", "52:54:00:12:34:56, b8:27:eb",
                "ranking", "5",
                "once", "shell 1"));
  }

  @Test
  void aProgramNeedsNothingElse() {
    assertThat(program("http://host/memtest.efi").settings(FILES::contains))
        .isEqualTo(Map.of("program", "http://host/memtest.efi"));
  }

  @Test
  void whatIsNotThereIsRefused() {
    refused(kernel("/srv/vmlinux"), "/srv/vmlinux is not there");
    refused(kernel("vmlinuz"), "neither an absolute path");
    refused(kernel("ftp://host/vmlinuz"), "neither an absolute path");
    refused(initrd("/srv/none"), "/srv/none is not there");
    refused(commandLine("x={{ ID \"./none.cfg\" }}"), "/srv/none.cfg is not there");
  }

  @Test
  void whatIsWrongIsRefused() {
    refused(initrd("http://host/a,b"), "comma");
    refused(commandLine("x={{ NONE \"a\" }}"), "ID");
    refused(machine("nonsense"), "no MAC address");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    BootOrder nothing = order(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    BootOrder both =
        order(Optional.of("/srv/vmlinuz"), List.of(), Optional.empty(), Optional.of("http://h/p"));
    BootOrder programWithInitrd =
        order(
            Optional.empty(),
            List.of("/srv/initrd.gz"),
            Optional.empty(),
            Optional.of("http://h/p"));

    refused(nothing, "--kernel or --program");
    refused(both, "--kernel or --program");
    refused(programWithInitrd, "belong to a --kernel");
  }

  private static void refused(BootOrder order, String why) {
    assertThatThrownBy(() -> order.settings(FILES::contains))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static BootOrder kernel(String kernel) {
    return order(Optional.of(kernel), List.of(), Optional.empty(), Optional.empty());
  }

  private static BootOrder program(String program) {
    return order(Optional.empty(), List.of(), Optional.empty(), Optional.of(program));
  }

  private static BootOrder initrd(String initrd) {
    return order(Optional.of("/srv/vmlinuz"), List.of(initrd), Optional.empty(), Optional.empty());
  }

  private static BootOrder commandLine(String text) {
    return order(Optional.of("/srv/vmlinuz"), List.of(), Optional.of(text), Optional.empty());
  }

  private static BootOrder machine(String machine) {
    return new BootOrder(
        Optional.of("/srv/vmlinuz"),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(machine),
        Optional.empty(),
        Optional.empty());
  }

  private static BootOrder order(
      Optional<String> kernel,
      List<String> initrds,
      Optional<String> commandLine,
      Optional<String> program) {
    return new BootOrder(
        kernel,
        initrds,
        commandLine,
        program,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
