package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "52:54:00:12:34:56, 52:54:00:12:34:56, true",
    "52:54:00:12:34:56, 52:54:00:12:34:57, false",
    "5254.0012.3456, 52:54:00:12:34:56, true",
    "525400123456, 52:54:00:12:34:56, true",
    "52:54:00, 52:54:00:12:34:56, true",
    "52-54-00, 52:54:00:12:34:56, true",
    "52:54:00, 52:54:01:00:00:00, false",
    "52:54:00, 52:53:ff:ff:ff:ff, false",
    "B8:27:EB, b8:27:eb:00:00:01, true",
    "52, 52:54:00:12:34:56, true",
    "52, 53:54:00:12:34:56, false",
    "52:54:00:12:34, 52:54:00:12:34:ff, true",
    "52:54:00:12:34, 52:54:00:12:35:00, false",
    "ff:ff:ff:ff:ff:ff, ff:ff:ff:ff:ff:ff, true",
    "00, 00:00:00:00:00:00, true"
  })
  void countsWholeLeadingOctets(String prefix, String mac, boolean matches) {
    assertThat(MacPrefix.parse(prefix).matches(MacAddress.parse(mac))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "52:", "52:5", "52:54-00", "525400", "52:54:00:12:34:56:78", "eth0", "*"})
  void refusesWhatIsNoBeginningOfAnAddress(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MacPrefix.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "52, 52",
    "52-54-00, 52:54:00",
    "525400AB12CD, 52:54:00:ab:12:cd",
    "00:00:01, 00:00:01"
  })
  void isShownAsPeopleWriteIt(String text, String shown) {
    assertThat(MacPrefix.parse(text)).hasToString(shown);
  }
}
