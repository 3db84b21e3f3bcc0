package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.MacAddress;

class BegunBootsTest {

  private static final BootDecision.Boot BOOT =
      new BootDecision.Boot(new LocalDisk(), "lab", Optional.empty());

  private final BegunBoots begun = new BegunBoots(new TestCore().core);

  @Test
  void ofTooManyTheOneThatWasLongestQuietIsForgotten() {
    for (int i = 0; i < BegunBoots.MOST; i++) {
      begun.begin(mac(i), BOOT);
    }
    assertThat(begun.boot(mac(0))).contains(BOOT);

    begun.begin(mac(BegunBoots.MOST), BOOT);
    assertThat(begun.boot(mac(1))).isEmpty();
    assertThat(begun.boot(mac(0))).contains(BOOT);
  }

  @Test
  void machinesAreKeptApart() {
    begun.begin(mac(1), BOOT);
    begun.begin(mac(2), BOOT);

    begun.forget(mac(1));
    assertThat(begun.boot(mac(1))).isEmpty();
    assertThat(begun.boot(mac(2))).contains(BOOT);
  }

  private static MacAddress mac(int number) {
    return new MacAddress(0x020000000000L | number);
  }
}
