package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootSpec.Silence;

class MachinesBooterTest {

  @Test
  void answersAndSaysWhy() throws Exception {
    MachinesBooter booter = booter("groups: [{boot: silent}]");

    assertThat(booter.bootSpec(Machines.known())).contains(new Silence());
    assertThat(booter.reason(Machines.known()))
        .contains("a.yaml:1 (group \"group 1\") by every machine: what it says itself (a.yaml:1)");
  }

  @Test
  void passesWhereNoGroupIsForTheMachine() throws Exception {
    MachinesBooter booter = booter("");

    assertThat(booter.bootSpec(Machines.known())).isEmpty();
    assertThat(booter.reason(Machines.known())).contains("none of 0 groups in 1 files is for it");
  }

  @Test
  void cannotSayBeforeTheFilesAreRead() {
    MachinesBooter booter = new MachinesBooter(Optional::empty);

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(Machines.known()))
        .withMessageContaining("have not been read yet");
  }

  @Test
  void cannotSayWhatAFileWithAMistakeMayHaveSaid() throws Exception {
    MachinesBooter booter = booter("groups: {");

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(Machines.known()))
        .withMessageContaining("a.yaml:1");
    assertThat(booter.reason(Machines.known()).orElseThrow()).contains("a.yaml:1");
  }

  private static MachinesBooter booter(String text) {
    return new MachinesBooter(FakeFolder.holding("a.yaml", text).library::current);
  }
}
