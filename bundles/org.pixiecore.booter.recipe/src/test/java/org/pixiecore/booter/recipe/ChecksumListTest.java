package org.pixiecore.booter.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChecksumListTest {

  private static final String SHA_256 = "0123456789abcdef".repeat(4);
  private static final String SHA_512 = "0123456789abcdef".repeat(8);

  @Test
  void findsTheLongestEndOfThePath() {
    ChecksumList list =
        ChecksumList.parse(
            "%s  ./a/linux%n%s *linux%n".formatted(SHA_256.toUpperCase(Locale.ROOT), SHA_512));

    assertThat(list.find("/debian/a/linux")).contains(new Checksum("SHA-256", SHA_256));
    assertThat(list.find("/debian/b/linux")).contains(new Checksum("SHA-512", SHA_512));
    assertThat(list.find("/debian/b/initrd")).isEmpty();
  }

  @Test
  void readsTheFormsOfBsdAndOfFedora() {
    ChecksumList list =
        ChecksumList.parse(
            "SHA256 (one) = %s%nimages/pxeboot/vmlinuz = sha256:%s%n".formatted(SHA_256, SHA_256));

    assertThat(list.find("/x/one")).isPresent();
    assertThat(list.find("/x/images/pxeboot/vmlinuz")).isPresent();
  }

  @Test
  void readsTheStreamsOfCoreOs() {
    ChecksumList list =
        ChecksumList.parse(
            """
            "kernel": {
              "location": "https://builds.example/a/fedora-coreos-1-live-kernel.x86_64",
              "signature": "https://builds.example/a/fedora-coreos-1-live-kernel.x86_64.sig",
              "sha256": "%s"
            }
            """
                .formatted(SHA_256));

    assertThat(list.find("/a/fedora-coreos-1-live-kernel.x86_64"))
        .contains(new Checksum("SHA-256", SHA_256));
  }

  @Test
  void passesOverWeakAlgorithms() {
    assertThat(ChecksumList.parse("d41d8cd98f00b204e9800998ecf8427e  linux").find("/linux"))
        .isEmpty();
  }
}
