package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSealTest {

  private static final String TEXT = "file:///srv/boot/vmlinuz-6.1 é";

  private final FileSeal seal = new FileSeal(key(1));

  @Test
  void opensWhatItSealed() {
    assertThat(seal.unseal(seal.seal(TEXT))).contains(TEXT);
    assertThat(seal.unseal(seal.seal(""))).contains("");
  }

  @Test
  void aTokenIsTheSameEachTimeAndAfterARestart() {
    assertThat(seal.seal(TEXT))
        .isEqualTo(seal.seal(TEXT))
        .isEqualTo(new FileSeal(key(1)).seal(TEXT));
  }

  @Test
  void aTokenIsUrlSafeAndShowsNothingOfTheText() {
    assertThat(seal.seal("vmlinuz".repeat(20)))
        .matches("[A-Za-z0-9_-]+")
        .doesNotContain("vmlinuz")
        .isNotEqualTo(seal.seal("vmlinuz".repeat(21)));
  }

  @Test
  void noOtherKeyOpensIt() {
    assertThat(new FileSeal(key(2)).unseal(seal.seal(TEXT))).isEmpty();
  }

  @Test
  void aTokenChangedAnywhereDoesNotOpen() {
    String token = seal.seal(TEXT);
    for (int i = 0; i < token.length(); i++) {
      char[] changed = token.toCharArray();
      changed[i] = changed[i] == 'A' ? 'Z' : 'A';
      assertThat(seal.unseal(new String(changed))).as("changed at %d", i).isEmpty();
      assertThat(seal.unseal(token.substring(0, i))).as("cut at %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "../../etc/passwd", "%2e%2e", "é", "====", "AAAA AAAA"})
  void whatIsNoTokenDoesNotOpen(String token) {
    assertThat(seal.unseal(token)).isEmpty();
  }

  @Test
  void aTokenLongerThanAnyRequestIsNotEvenDecoded() {
    assertThat(seal.unseal(seal.seal("x".repeat(10_000)))).isEmpty();
  }

  private static byte[] key(int octet) {
    byte[] key = new byte[KeyFile.BYTES];
    Arrays.fill(key, (byte) octet);
    return key;
  }
}
