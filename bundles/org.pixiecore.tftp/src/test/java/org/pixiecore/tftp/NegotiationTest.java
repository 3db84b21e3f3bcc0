package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

  private static final TransferLimits LIMITS =
      new TransferLimits(65464, 64, 1000, 5, BlockNumbering.ROLLS_OVER_TO_0);

  @Test
  void noOptionIsSentThatWasNotAskedFor() {
    Negotiation terms = settle(LIMITS);

    assertThat(terms.acknowledged()).isEmpty();
    assertThat(terms.blksize()).isEqualTo(512);
    assertThat(terms.windowsize()).isEqualTo(1);
    assertThat(terms.timeoutMillis()).isEqualTo(1000);
    assertThat(terms.timeoutAgreed()).isFalse();
  }

  @Test
  void edk2AsksForBlksizeAndWindowsize() {
    Negotiation terms = settle(LIMITS.within(1500, false), "blksize=1468", "windowsize=4");

    assertThat(terms.acknowledged())
        .containsOnly(entry("blksize", "1468"), entry("windowsize", "4"));
    assertThat(terms.blksize()).isEqualTo(1468);
    assertThat(terms.windowsize()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    // asked, MTU, over IPv6, agreed
    "1432, 1500, false, 1432",
    "1468, 1500, false, 1468",
    "1469, 1500, false, 1468",
    "65464, 1500, false, 1468",
    "65464, 1500, true, 1448",
    "65464, 9000, false, 8968",
    "65464, 65536, false, 65464",
    "1432, 576, false, 544",
    "8, 1500, false, 8",
    "512, 20, false, 8",
  })
  void blksizeIsClampedToTheInterfacesMtu(int asked, int mtu, boolean ipv6, int agreed) {
    Negotiation terms = settle(LIMITS.within(mtu, ipv6), "blksize=" + asked);

    assertThat(terms.blksize()).isEqualTo(agreed);
    assertThat(terms.acknowledged()).containsOnly(entry("blksize", String.valueOf(agreed)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "63, 63", "64, 64", "65, 64", "65535, 64"})
  void windowsizeIsClampedToTheLimit(int asked, int agreed) {
    Negotiation terms = settle(LIMITS, "windowsize=" + asked);

    assertThat(terms.windowsize()).isEqualTo(agreed);
    assertThat(terms.acknowledged()).containsOnly(entry("windowsize", String.valueOf(agreed)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 255})
  void timeoutIsExactlyAsAsked(int seconds) {
    Negotiation terms = settle(LIMITS, "timeout=" + seconds);

    assertThat(terms.timeoutMillis()).isEqualTo(seconds * 1000);
    assertThat(terms.timeoutAgreed()).isTrue();
    assertThat(terms.acknowledged()).containsOnly(entry("timeout", String.valueOf(seconds)));
  }

  @Test
  void tsizeIsTheFilesSizeWhateverWasSent() {
    TftpPacket.ReadRequest request = request("tsize=0");

    assertThat(Negotiation.settle(request, LIMITS, 5_000_000_000L).acknowledged())
        .containsOnly(entry("tsize", "5000000000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blksize=7",
        "blksize=0",
        "blksize=65465",
        "blksize=-1",
        "blksize=",
        "blksize=1432x",
        "blksize=99999999999999999999",
        "blksize=\u0661\u0664\u0663\u0662",
        "timeout=0",
        "timeout=256",
        "windowsize=0",
        "windowsize=65536",
        "multicast=",
        "blksize2=512",
      })
  void anOptionThatIsUnknownOrOutOfRangeIsLeftOut(String option) {
    Negotiation terms = settle(LIMITS, option, "tsize=0");

    assertThat(terms.acknowledged()).containsOnlyKeys("tsize");
    assertThat(terms.blksize()).isEqualTo(512);
    assertThat(terms.windowsize()).isEqualTo(1);
    assertThat(terms.timeoutMillis()).isEqualTo(1000);
  }

  private static Negotiation settle(TransferLimits limits, String... options) {
    return Negotiation.settle(request(options), limits, 1000);
  }

  private static TftpPacket.ReadRequest request(String... options) {
    Map<String, String> map = new LinkedHashMap<>();
    Arrays.stream(options)
        .map(option -> option.split("=", 2))
        .forEach(option -> map.put(option[0], option[1]));
    return new TftpPacket.ReadRequest("x", TransferMode.OCTET, map);
  }
}
