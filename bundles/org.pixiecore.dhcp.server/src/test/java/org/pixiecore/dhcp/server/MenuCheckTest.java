package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;

/** An item that nobody can boot is told of before somebody chooses it. */
class MenuCheckTest {

  private static final Map<String, Object> MENU =
      Map.of("menuItems", "A=auto, B=grub, C=there.efi, D=memtest.efi, E=memtest.efi, F=local");

  private static final BootPrograms PROGRAMS =
      new BootPrograms() {
        @Override
        public Loader loaderFor(Machine machine) {
          return Loader.IPXE;
        }

        @Override
        public Optional<BootProgram> programFor(Machine machine) {
          return Optional.empty();
        }

        @Override
        public Optional<BootProgram> named(String name) {
          return Optional.of(new BootProgram(name, Path.of("/srv", name), Loader.IPXE))
              .filter(program -> name.equals("there.efi"));
        }
      };

  private MenuCheck check;

  @Test
  void aProgramThatIsNotInstalledIsToldWhenTheMenuIsRead() {
    assertThat(log(() -> check = new MenuCheck(PROGRAMS, MENU)).lines())
        .singleElement()
        .asString()
        .contains("WARN", "memtest.efi", "directories");
    assertThat(log(() -> check.modified(MENU))).as("the same again").isEmpty();
    assertThat(log(() -> check.modified(Map.of("menuItems", "G=other.efi"))))
        .contains("other.efi")
        .doesNotContain("memtest.efi");
  }

  @Test
  void aMenuThatIsRefusedOrWholeOrAbsentIsNoReasonForALine() {
    Map<String, Object> refused = Map.of("menuItems", "G=other.efi", "survey", "-1");
    assertThat(log(() -> check = new MenuCheck(PROGRAMS, Map.of()))).isEmpty();
    assertThat(log(() -> check.modified(refused))).isEmpty();
    assertThat(log(() -> check.modified(Map.of("menuItems", "C=there.efi")))).isEmpty();
  }

  @Test
  void whileNobodyKnowsTheProgramsNoneIsMissed() {
    assertThat(log(() -> check = new MenuCheck(null, MENU))).isEmpty();
    assertThat(log(() -> check.modified(Map.of("menuItems", "G=other.efi")))).isEmpty();
  }

  /** What is logged meanwhile. */
  private static String log(Runnable action) {
    PrintStream standardError = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(standardError);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
