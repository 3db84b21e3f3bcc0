package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

class SerialNumbersTest {

  private static final MacAddress MAC = MacAddress.parse("dc:a6:32:01:02:03");

  private final List<Machine> seen = new ArrayList<>();
  private int looks;
  private long now;
  private final SerialNumbers serials =
      new SerialNumbers(
          () -> {
            looks++;
            return List.copyOf(seen);
          },
          () -> now);

  @Test
  void aNumberIsFoundInEitherOrderOfItsOctets() {
    see(Firmware.RASPBERRY_PI);

    assertThat(serials.machine(0x8a2f4b31)).contains(MAC);
    assertThat(serials.machine(0x314b2f8a)).contains(MAC);
    assertThat(serials.machine(0x314b2f8b)).isEmpty();
  }

  @Test
  void otherMachinesHaveNone() {
    see(Firmware.PXE);
    assertThat(serials.machine(0x8a2f4b31)).isEmpty();
  }

  /** With thousands of machines, each look would hold up the loop that receives. */
  @Test
  void aFloodOfQuestionsIsFewLooks() {
    for (int i = 0; i < 1000; i++) {
      now += Duration.ofMillis(1).toNanos();
      assertThat(serials.machine(i)).isEmpty();
    }
    assertThat(looks).isBetween(2, 20);
  }

  @Test
  void aMachineThatWasJustSeenIsFound() {
    assertThat(serials.machine(0x8a2f4b31)).isEmpty();
    see(Firmware.RASPBERRY_PI);
    now += Duration.ofMillis(51).toNanos();
    assertThat(serials.machine(0x8a2f4b31)).contains(MAC);
  }

  private void see(Firmware firmware) {
    seen.add(
        new Machine(
            MAC,
            Architecture.RASPBERRY_PI,
            firmware,
            Optional.of(UUID.fromString("34695052-1131-c003-3201-0203314b2f8a"))));
  }
}
