package org.example.rackplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

class RackPlanBooterTest {

  private static final String HEADER = "mac,kernel,initrd,cmdline\n";
  private static final Machine MACHINE =
      new Machine(
          MacAddress.parse("52:54:00:00:00:01"),
          Architecture.X86_BIOS,
          Firmware.PXE,
          Optional.empty());

  @TempDir Path directory;
  private Path file;
  private RackPlanBooter booter;

  @BeforeEach
  void configure() {
    file = directory.resolve("plan.csv");
    RackPlanSettings settings =
        RackPlanSettings.read(new Configuration(Map.of("file", file.toString())));
    booter = new RackPlanBooter(() -> settings);
  }

  @Test
  void aMachineBootsWhatItsLineSays() throws IOException {
    Files.writeString(file, HEADER + "52:54:00:00:00:01,local,,\n");

    assertThat(booter.bootSpec(MACHINE)).contains(new BootSpec.LocalDisk());
    assertThat(booter.reason(MACHINE)).contains("line 2 of " + file);
  }

  @Test
  void aMachineWithoutALineIsLeftToTheNextBooter() throws IOException {
    Files.writeString(file, HEADER);

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE)).contains(file + " has no line for 52:54:00:00:00:01");
  }

  @Test
  void anEditHoldsFromTheNextQuestionOn() throws IOException {
    Files.writeString(file, HEADER + "52:54:00:00:00:01,local,,\n");
    booter.bootSpec(MACHINE);
    Files.writeString(file, HEADER + "52:54:00:00:00:01,/k,,\n");

    assertThat(booter.bootSpec(MACHINE)).containsInstanceOf(BootSpec.KernelBoot.class);
  }

  @Test
  void aPlanWithAMistakeIsNoAnswer() throws IOException {
    Files.writeString(file, HEADER + "52:54:00:00:00:01,nonsense,,\n");

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(MACHINE))
        .withMessageStartingWith(file + ", line 2: \"nonsense\" is neither");
  }

  @Test
  void aPlanThatIsNotThereIsNoAnswer() {
    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(MACHINE))
        .withMessage(file + " cannot be read (NoSuchFileException)");
  }

  @Test
  void aFileThatIsTooLargeIsNoAnswer() throws IOException {
    Files.write(file, new byte[RackPlanBooter.LARGEST + 1]);

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(MACHINE))
        .withMessage(file + " is larger than 1048576 octets: that is no rack plan");
  }

  @Test
  void withoutAFileEveryMachineIsLeftToTheNextBooter() throws IOException {
    RackPlanSettings none = RackPlanSettings.read(new Configuration(Map.of()));
    RackPlanBooter idle = new RackPlanBooter(() -> none);

    assertThat(idle.bootSpec(MACHINE)).isEmpty();
    assertThat(idle.reason(MACHINE)).contains("no file is set");
  }

  @Test
  void aRelativePathIsRefused() {
    Configuration configuration = new Configuration(Map.of("file", "plan.csv"));

    assertThat(RackPlanSettings.read(configuration).file()).isEmpty();
    assertThat(configuration.problems())
        .extracting(Configuration.Problem::allowed)
        .containsExactly("the absolute path of a CSV file (it is relative)");
  }
}
