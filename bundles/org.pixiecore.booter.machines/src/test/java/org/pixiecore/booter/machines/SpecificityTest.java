package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecificityTest {

  /** The order that docs/machines.md tells, each line more specific than all below it. */
  private static final List<Specificity> ORDER =
      List.of(
          Specificity.IDENTITY.and(Specificity.IDENTITY),
          Specificity.IDENTITY.and(Specificity.PORT),
          Specificity.IDENTITY.and(Specificity.FIRMWARE),
          Specificity.IDENTITY,
          Specificity.PORT.and(Specificity.PORT),
          Specificity.PORT.and(Specificity.prefix(32)),
          Specificity.PORT,
          Specificity.macOctets(5),
          Specificity.macOctets(3).and(Specificity.prefix(24)),
          Specificity.macOctets(3).and(Specificity.ARCHITECTURE),
          Specificity.macOctets(3),
          Specificity.macOctets(1),
          Specificity.prefix(32),
          Specificity.prefix(24).and(Specificity.prefix(16)),
          Specificity.prefix(24),
          Specificity.prefix(16).and(Specificity.INTERFACE).and(Specificity.ARCHITECTURE),
          Specificity.prefix(0),
          Specificity.INTERFACE,
          Specificity.ARCHITECTURE.and(Specificity.FIRMWARE),
          Specificity.ARCHITECTURE,
          Specificity.ARCHITECTURE_FAMILY,
          Specificity.FIRMWARE,
          Specificity.NONE);

  @Test
  void isATotalOrder() {
    for (int i = 0; i < ORDER.size(); i++) {
      for (int j = 0; j < ORDER.size(); j++) {
        assertThat(Integer.signum(ORDER.get(i).compareTo(ORDER.get(j))))
            .as("%s and %s", ORDER.get(i), ORDER.get(j))
            .isEqualTo(Integer.compare(j, i));
      }
    }
  }

  @Test
  void doesNotDependOnTheOrderOfItsParts() {
    for (Specificity one : ORDER) {
      for (Specificity two : ORDER) {
        assertThat(one.and(two)).isEqualTo(two.and(one));
      }
    }
  }

  @Test
  void tellsPeopleWhatCounted() {
    assertThat(Specificity.NONE).hasToString("every machine");
    assertThat(Specificity.IDENTITY.and(Specificity.prefix(24)))
        .hasToString("MAC/UUID/serial and subnet/relay of /24");
  }
}
