package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "52:54:00:ab:cd:ef",
        "52-54-00-ab-cd-ef",
        "5254.00ab.cdef",
        "525400abcdef",
        "52:54:00:AB:CD:EF",
        " 52:54:00:ab:cd:ef "
      })
  void isReadInEveryUsualForm(String text) {
    assertThat(MacAddress.parse(text)).isEqualTo(new MacAddress(0x525400abcdefL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "52:54:00:ab:cd",
        "52:54:00:ab:cd:ef:00",
        "52:54:00:ab-cd-ef",
        "52:54:00:ab:cd:eg",
        "5254:00ab:cdef",
        "525400abcde",
        "eth0"
      })
  void whatIsNoAddressIsRefusedByName(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MacAddress.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("52:54:00:12:34:56");
  }

  @Test
  void octetsComeInWireOrder() {
    byte[] packet = {9, 9, (byte) 0xff, 1, 2, 3, 4, (byte) 0x80};
    MacAddress mac = MacAddress.of(packet, 2);

    assertThat(mac).hasToString("ff:01:02:03:04:80");
    assertThat(mac.octets()).containsExactly(0xff, 1, 2, 3, 4, 0x80);
    assertThat(mac.toString("-")).isEqualTo("ff-01-02-03-04-80");
  }

  @Test
  void sixOctetsMustBeThere() {
    assertThatThrownBy(() -> MacAddress.of(new byte[7], 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void has48Bits() {
    assertThat(new MacAddress(0xffff_ffff_ffffL)).hasToString("ff:ff:ff:ff:ff:ff");
    assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
    assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(-1));
  }

  @Test
  void isOrderedByItsOctets() {
    assertThat(MacAddress.parse("80:00:00:00:00:00"))
        .isGreaterThan(MacAddress.parse("7f:ff:ff:ff:ff:ff"));
  }
}
