package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootDecision;

class FilesCheckTest {

  private final Machines machines = new Machines();
  private final FilesCheck check = new FilesCheck(machines);

  @TempDir private Path folder;
  private Path kernel;
  private Path initrd;

  @BeforeEach
  void write() throws IOException {
    kernel = Files.writeString(folder.resolve("vmlinuz"), "a kernel");
    initrd = Files.writeString(folder.resolve("initrd.gz"), "an initrd");
  }

  @Test
  void filesThatAreThereAreInOrder() {
    check.happened(machines.boots(1, kernel, initrd));
    check.happened(machines.boots(2, kernel));

    assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
    assertThat(Entries.of(check.execute())).contains("OK 2 files that machines boot can be read");
  }

  @Test
  void oneThatIsMissingIsNamed() throws IOException {
    check.happened(machines.boots(1, kernel, initrd));
    Files.delete(initrd);

    Result result = check.execute();
    assertThat(result.getStatus()).isEqualTo(Status.WARN);
    assertThat(result.toString()).contains(initrd + " is not there");
  }

  @Test
  void noneThatIsThereIsCritical() throws IOException {
    check.happened(machines.boots(1, kernel));
    Files.delete(kernel);
    Files.createDirectory(kernel);

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void whatAMachineBootsNoLongerMayGo() throws IOException {
    check.happened(machines.boots(1, initrd));
    check.happened(machines.boots(2, initrd));
    Files.delete(initrd);
    check.happened(machines.boots(1, kernel));
    check.happened(machines.decided(2, new BootDecision.NotOurs("every booter passed")));

    assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void thatItIsNotKnownNowChangesNothing() throws IOException {
    check.happened(machines.boots(1, initrd));
    check.happened(machines.decided(1, new BootDecision.Undecided("late")));
    Files.delete(initrd);

    assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void aMachineThatAsksNoMoreIsForgotten() throws IOException {
    check.happened(machines.boots(1, initrd));
    Files.delete(initrd);
    machines.pass(NamedFiles.HOLDS.plusSeconds(1));

    assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void thereIsAnEndToMachinesAndToLines() {
    for (int i = 0; i < 5000; i++) {
      check.happened(machines.boots(i, folder.resolve("none-" + i)));
    }

    assertThat(Entries.of(check.execute()))
        .hasSize(12)
        .contains("WARN 990 more files cannot be read");
  }
}
