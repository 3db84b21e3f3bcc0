package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec;

class OneShotTest {

  @ParameterizedTest
  @CsvSource({
    "lab, order 7",
    "lab, ''",
    "'', order",
    "'a 3 b', '3 c'",
    "'new\nline', 'é \uD83D\uDE00'",
  })
  void isReadFromItsText(String booter, String order) {
    OneShot boot = new OneShot(Machines.MAC, booter, order);
    assertThat(OneShot.parse(boot.text())).contains(boot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "525400123456", "525400123456 9 lab", "52540012345 0 x", "525400123456 -1 x"})
  void otherTextIsNone(String text) {
    assertThat(OneShot.parse(text)).isEmpty();
  }

  /** UTF-8 has none, so it would come back from a ticket as another order, never spent. */
  @Test
  void halfASurrogatePairIsTheSameBeforeAndAfterATicket() {
    OneShot boot = new OneShot(Machines.MAC, "lab", "\uD83D");
    Seal seal = new Seal(new byte[32], Seal.Purpose.TICKET);
    assertThat(seal.unseal(seal.seal(boot.text())).flatMap(OneShot::parse)).contains(boot);
  }

  @Test
  void anOrderWithoutANameIsCalledAfterWhatItBoots() {
    BootSpec.IpxeScript script =
        new BootSpec.IpxeScript("#!ipxe\nimgfetch " + BootSpec.IpxeScript.CONFIRM_SETTING);
    assertThat(OneShot.of(Machines.MAC, "lab", new BootSpec.Once(script, "")).order())
        .isEqualTo(BootDigest.of(script));
    assertThat(OneShot.of(Machines.MAC, "lab", new BootSpec.Once(script, "7")).order())
        .isEqualTo("7");
  }
}
