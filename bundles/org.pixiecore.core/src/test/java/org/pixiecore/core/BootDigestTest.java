package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.NetworkBoot;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine;

class BootDigestTest {

  private static final NetworkBoot BOOT =
      kernel("http://mirror/vmlinuz", "quiet url={{ URL \"http://mirror/ks\" }}", "/srv/initrd");

  /** A machine whose order is spent must find it spent after an update of the server. */
  @Test
  void isTheSameInEveryRelease() {
    assertThat(BootDigest.of(BOOT)).isEqualTo("sha256:16da906627182f4b");
    assertThat(BootDigest.of(new ProgramBoot(BootFile.parse("/srv/a.efi"), Optional.empty())))
        .isEqualTo("sha256:161dcd6e21cf9db7");
    assertThat(BootDigest.of(new IpxeScript("#!ipxe\nexit"))).isEqualTo("sha256:226f54642380b5c4");
  }

  static List<NetworkBoot> others() {
    return List.of(
        kernel(
            "http://mirror/vmlinuz-2", "quiet url={{ URL \"http://mirror/ks\" }}", "/srv/initrd"),
        kernel("https://mirror/vmlinuz", "quiet url={{ URL \"http://mirror/ks\" }}", "/srv/initrd"),
        kernel("http://mirror/vmlinuz", "quiet url={{ URL \"http://mirror/k2\" }}", "/srv/initrd"),
        kernel("http://mirror/vmlinuz", "debug url={{ URL \"http://mirror/ks\" }}", "/srv/initrd"),
        kernel("http://mirror/vmlinuz", "quiet url={{ URL \"http://mirror/ks\" }}"),
        kernel(
            "http://mirror/vmlinuz", "quiet url={{ URL \"http://mirror/ks\" }}", "/srv/i", "/rd"),
        new ProgramBoot(BootFile.parse("http://mirror/vmlinuz"), Optional.empty()),
        new IpxeScript("#!ipxe\nkernel http://mirror/vmlinuz"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatAPersonChangesMakesAnotherOrder(NetworkBoot other) {
    assertThat(BootDigest.of(other)).isNotEqualTo(BootDigest.of(BOOT));
  }

  @Test
  void whatMayDifferFromAnswerToAnswerMakesNone() {
    assertThat(
            BootDigest.of(
                kernel(
                    "http://u:p@mirror/vmlinuz?signature=1",
                    "quiet url={{ URL \"http://mirror/ks?token=2\" }}",
                    "/srv/initrd")))
        .isEqualTo(BootDigest.of(BOOT));
    KernelBoot boot = (KernelBoot) BOOT;
    assertThat(
            BootDigest.of(
                new KernelBoot(
                    boot.kernel(), boot.initrds(), boot.commandLine(), Optional.of("12:05"))))
        .isEqualTo(BootDigest.of(BOOT));
  }

  private static NetworkBoot kernel(String kernel, String commandLine, String... initrds) {
    return new KernelBoot(
        BootFile.parse(kernel),
        Arrays.stream(initrds).map(BootFile::parse).toList(),
        CommandLine.parse(commandLine, "URL", BootFile::parse),
        Optional.empty());
  }
}
