package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;

/**
 * The answers that the documentation of Pixiecore in Go shows (README.api.md, of 2016 with the
 * command line as an object and of later with it as text), its example server's, and what its
 * reader of answers takes besides. Each is good for both versions where the name does not say
 * otherwise.
 */
class AncestorAnswersTest {

  private static final URI PREFIX = URI.create("http://bar.com/baz");

  @TempDir private Path mnt;

  @ParameterizedTest
  @EnumSource
  void coreOs(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "http://stable.release.core-os.net/amd64-usr/current/coreos_production_pxe.vmlinuz",
              "initrd": ["http://stable.release.core-os.net/amd64-usr/current/coreos_production_pxe_image.cpio.gz"]
            }
            """);

    assertThat(boot.kernel().toString())
        .isEqualTo(
            "http://stable.release.core-os.net/amd64-usr/current/coreos_production_pxe.vmlinuz");
    assertThat(boot.initrds()).hasSize(1);
    assertThat(boot.commandLine().parts()).isEmpty();
    assertThat(boot.message()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void filesOfTheApiServer(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "/kernel",
              "initrd": ["/initrd.0", "/initrd.1"]
            }
            """);

    assertThat(boot.kernel()).isEqualTo(BootFile.parse("http://bar.com/kernel"));
    assertThat(boot.initrds())
        .containsExactly(
            BootFile.parse("http://bar.com/initrd.0"), BootFile.parse("http://bar.com/initrd.1"));
  }

  @ParameterizedTest
  @EnumSource
  void httpsWithACommandLine(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "https://files.local/kernel",
              "initrd": ["https://files.local/initrd"],
              "cmdline": "selinux=1 coreos.autologin"
            }
            """);

    assertThat(boot.kernel()).isEqualTo(BootFile.parse("https://files.local/kernel"));
    assertThat(expanded(boot)).isEqualTo("selinux=1 coreos.autologin");
  }

  /** With the comma at its end that makes it no JSON, as it is documented. */
  @ParameterizedTest
  @EnumSource
  void filesOfThisServer(ApiVersion version) throws Exception {
    Path kernel = Files.createFile(mnt.resolve("kernel")).toRealPath();
    Path initrd = Files.createFile(mnt.resolve("initrd")).toRealPath();
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "file:///mnt/data/kernel",
              "initrd": ["file:///mnt/data/initrd"],
            }
            """
                .replace("/mnt/data", mnt.toString()));

    assertThat(boot.kernel()).isEqualTo(BootFile.of(kernel));
    assertThat(boot.initrds()).containsExactly(BootFile.of(initrd));
  }

  @ParameterizedTest
  @EnumSource
  void aProxiedUrlAndAnother(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "https://files.local/kernel",
              "initrd": ["https://files.local/initrd"],
              "cmdline": "cloud-config-url={{ URL \\"https://files.local/cloud-config\\" }} non-proxied-url=https://files.local/something-else"
            }
            """);

    assertThat(expanded(boot))
        .isEqualTo(
            "cloud-config-url=<https://files.local/cloud-config>"
                + " non-proxied-url=https://files.local/something-else");
  }

  @ParameterizedTest
  @EnumSource
  void aScript(ApiVersion version) throws Exception {
    assertThat(read(version, "{\"ipxe-script\": \"#!ipxe\\nyour-ipxe-script-here\"}"))
        .isEqualTo(new IpxeScript("#!ipxe\nyour-ipxe-script-here"));
  }

  @ParameterizedTest
  @EnumSource
  void aCommandLineAsAnObjectInTheOrderOfItsNames(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "https://files.local/kernel",
              "initrd": ["https://files.local/initrd"],
              "cmdline": {
                "selinux": "1",
                "coreos.autologin": true
              }
            }
            """);

    assertThat(expanded(boot)).isEqualTo("coreos.autologin selinux=1");
  }

  @ParameterizedTest
  @EnumSource
  void aCommandLineAsAnObjectWithAUrl(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "https://files.local/kernel",
              "initrd": ["https://files.local/initrd"],
              "cmdline": {
                "cloud-config-url": {
                  "url": "https://files.local/cloud-config"
                },
                "non-proxied-url": "https://files.local/something-else"
              }
            }
            """);

    assertThat(expanded(boot))
        .isEqualTo(
            "cloud-config-url=<https://files.local/cloud-config>"
                + " non-proxied-url=https://files.local/something-else");
  }

  @ParameterizedTest
  @EnumSource
  void allAtOnce(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            """
            {
              "kernel": "/foo",
              "initrd": ["/bar", "/baz"],
              "cmdline": "test={{ URL \\"/quux\\" }} other=thing",
              "message": "Hello from test world!"
            }
            """);

    assertThat(expanded(boot)).isEqualTo("test=<http://bar.com/quux> other=thing");
    assertThat(boot.message()).contains("Hello from test world!");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheExampleServerSends(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            "{\"kernel\":\"http://tinycorelinux.net/7.x/x86/release/distribution_files/vmlinuz64\","
                + "\"initrd\":[\"http://tinycorelinux.net/7.x/x86/release/distribution_files/rootfs.gz\","
                + "\"http://tinycorelinux.net/7.x/x86/release/distribution_files/modules64.gz\"]}\n");

    assertThat(boot.initrds())
        .extracting(BootFile::name)
        .containsExactly("rootfs.gz", "modules64.gz");
  }

  @ParameterizedTest
  @EnumSource
  void theEmptyValuesOfAGoServer(ApiVersion version) throws Exception {
    KernelBoot boot =
        kernel(
            version,
            "{\"kernel\":\"/k\",\"initrd\":null,\"cmdline\":\"\",\"message\":\"\",\"ipxe-script\":\"\"}");

    assertThat(boot.kernel()).isEqualTo(BootFile.parse("http://bar.com/k"));
  }

  @Test
  void versionOnePassesOverWhatItDoesNotKnow() throws Exception {
    assertThat(
            read(ApiVersion.ONE, "{\"kernel\": \"/k\", \"boot\": \"local\", \"x\": [1]} trailer"))
        .isEqualTo(read(ApiVersion.ONE, "{\"kernel\": \"/k\"}"));
  }

  @Test
  void versionOneTakesNamesInAnyCase() throws Exception {
    assertThat(read(ApiVersion.ONE, "{\"Kernel\": \"/k\", \"Message\": \"m\"}"))
        .isEqualTo(read(ApiVersion.ONE, "{\"kernel\": \"/k\", \"message\": \"m\"}"));
  }

  @Test
  void versionOneAScriptMakesTheRestVoid() throws Exception {
    assertThat(read(ApiVersion.ONE, "{\"kernel\": 7, \"ipxe-script\": \"#!ipxe\"}"))
        .isEqualTo(new IpxeScript("#!ipxe"));
  }

  @Test
  void versionOneFalseIsAsGoodAsTrue() throws Exception {
    KernelBoot boot =
        kernel(
            ApiVersion.ONE, "{\"kernel\": \"/k\", \"cmdline\": {\"quiet\": false, \"a\": true}}");

    assertThat(expanded(boot)).isEqualTo("a quiet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"initrd\": [\"/i\"]}",
        "{\"kernel\": \"\"}",
        "{\"kernel\": 7}",
        "{\"kernel\": \"/k\", \"initrd\": \"/i\"}",
        "{\"kernel\": \"/k\", \"cmdline\": 7}",
        "{\"kernel\": \"/k\", \"cmdline\": {\"a\": 7}}",
        "{\"kernel\": \"/k\", \"cmdline\": {\"a\": {}}}",
        "{\"kernel\": \"/k\", \"cmdline\": \"{{ FILE \\\"x\\\" }}\"}",
        "{\"kernel\": \"/k\", \"cmdline\": \"a\\nb\"}",
        "{\"kernel\": \"/k\", \"message\": 7}"
      })
  void malformed(String answer) {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(ApiVersion.ONE, answer));
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(ApiVersion.TWO, answer));
  }

  private KernelBoot kernel(ApiVersion version, String answer) throws Exception {
    return (KernelBoot) read(version, answer);
  }

  private BootSpec read(ApiVersion version, String answer) throws Exception {
    return AnswerDocument.read(answer.getBytes(UTF_8), version, new FileNames(PREFIX, List.of(mnt)))
        .spec();
  }

  private static String expanded(KernelBoot boot) {
    return boot.commandLine().expand(file -> "<" + file + ">", "<confirm>");
  }
}
