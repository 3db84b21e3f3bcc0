package org.pixiecore.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Loader;

class ReadinessTest {

  private static final ListeningPort DHCP =
      new ListeningPort("ProxyDHCP", 67, "*", Optional.empty(), Optional.empty());
  private static final RankedBooter BOOTER = new RankedBooter("static-lab", 0, true);
  private static final ProgramUse EFI =
      new ProgramUse(
          "efi64",
          "x86-64 UEFI",
          Optional.of(new BootProgram("ipxe.efi", Path.of("/ipxe.efi"), Loader.IPXE)),
          true,
          Optional.empty());
  private static final ProgramUse NO_ARM =
      new ProgramUse(
          "efiArm64",
          "ARM64 UEFI",
          Optional.empty(),
          false,
          Optional.of("Install the package ipxe-arm64."));

  @Test
  void withEverythingThereNothingIsInTheWay() {
    Readiness readiness = Readiness.of(List.of(DHCP), List.of(BOOTER), List.of(EFI, NO_ARM));

    assertThat(readiness.obstacles()).isEmpty();
    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void everythingThatIsInTheWayIsNamed() {
    Readiness readiness =
        Readiness.of(
            List.of(
                new ListeningPort(
                    "TFTP",
                    69,
                    "eth0",
                    Optional.empty(),
                    Optional.of("the port is taken; stop the other TFTP server"))),
            List.of(new RankedBooter("static-lab", 0, false)),
            List.of(
                new ProgramUse(
                    NO_ARM.key(), NO_ARM.firmware(), NO_ARM.program(), true, NO_ARM.advice())));

    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.obstacles())
        .containsExactly(
            "TFTP, port 69 on eth0: the port is taken; stop the other TFTP server",
            "There is no booter, so no machine is ours.",
            "No boot program is installed, so firmware can be given nothing to load.",
            "No boot program for ARM64 UEFI: Install the package ipxe-arm64.");
  }

  @Test
  void aServerThatListensNowhereIsNotReady() {
    assertThat(Readiness.of(List.of(), List.of(BOOTER), List.of(EFI)).obstacles())
        .containsExactly("Nothing listens for machines.");
  }
}
