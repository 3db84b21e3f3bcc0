package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

  private static final String TEXT = "file:///srv/boot/vmlinuz-6.1 é";

  private final Seal seal = new Seal(key(1), Seal.Purpose.FILE);

  @Test
  void opensWhatItSealed() {
    assertThat(seal.unseal(seal.seal(TEXT))).contains(TEXT);
    assertThat(seal.unseal(seal.seal(""))).contains("");
  }

  @Test
  void aTokenIsTheSameEachTimeAndAfterARestart() {
    assertThat(seal.seal(TEXT))
        .isEqualTo(seal.seal(TEXT))
        .isEqualTo(new Seal(key(1), Seal.Purpose.FILE).seal(TEXT));
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
    assertThat(new Seal(key(2), Seal.Purpose.FILE).unseal(seal.seal(TEXT))).isEmpty();
  }

  @Test
  void aTokenOfOnePurposeIsNoneOfAnothers() {
    Seal tickets = new Seal(key(1), Seal.Purpose.TICKET);
    assertThat(tickets.unseal(seal.seal(TEXT))).isEmpty();
    assertThat(seal.unseal(tickets.seal(TEXT))).isEmpty();
    assertThat(tickets.unseal(tickets.seal(TEXT))).contains(TEXT);
  }

  /** Machines that are booting while the server is updated hold such a token. */
  @Test
  void aFilesTokenIsTheSameInEveryRelease() {
    assertThat(seal.seal("file:///k"))
        .isEqualTo("xyxBw1_MEBfxXdSnd1L61eUz4ibIiV4dbWo4ENQ2iihEIN_7VA");
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
