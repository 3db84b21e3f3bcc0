package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Confirmed;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.Client;

/** What is told of loaders. */
class BootReportsTest {

  private static final BootDecision BOOT =
      new BootDecision.Boot(
          new BootSpec.KernelBoot(
              BootFile.of(Path.of("/srv/vmlinuz")),
              List.of(BootFile.of(Path.of("/srv/initrd.gz"))),
              CommandLine.EMPTY,
              Optional.empty()),
          "lab");

  @TempDir Path firmware;
  private final TestCore core = new TestCore();
  private final List<BootEvent> events = new CopyOnWriteArrayList<>();
  private KnownLoaders loaders;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(firmware.resolve("config.txt"), "");
    loaders = new KnownLoaders(Map.of("raspberryPi", firmware.toString()), core.core);
    core.core.bootEvents = events::add;
    core.decision = BOOT;
  }

  private static Client machine() throws Exception {
    return Client.of(TestCore.MAC, InetAddress.getByName("192.168.1.77"));
  }

  private LoaderFile find(LoaderRequest request) {
    return loaders.find(request).toCompletableFuture().join();
  }

  private void asks(Architecture architecture, Firmware what) {
    core.lastSeen = Optional.of(new Machine(TestCore.MAC, architecture, what, Optional.empty()));
  }

  private void assertTold(BootEvent... expected) {
    assertThat(events)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, pxelinux.cfg/default, pxelinux.cfg/default",
    "0, pxelinux.cfg/01-52-54-00-77-00-01, pxelinux.cfg/01-52-54-00-77-00-01",
    "22, pxelinux.cfg/default, pxelinux.cfg/default",
    "7, grub/52:54:00:77:00:01/x86_64-efi/-/-/grub.cfg, grub.cfg",
  })
  void aConfigurationThatIsGiven(int architecture, String path, String called) throws Exception {
    asks(new Architecture(architecture), Firmware.PXE);
    assertThat(find(TestCore.byTftp(path))).isInstanceOf(LoaderFile.Generated.class);

    assertTold(new Instructed(Instant.EPOCH, machine(), called, BOOT));
  }

  @Test
  void whatARaspberryPiReads() throws Exception {
    asks(Architecture.RASPBERRY_PI, Firmware.RASPBERRY_PI);
    assertThat(find(TestCore.byTftp("config.txt"))).isInstanceOf(LoaderFile.Generated.class);
    find(TestCore.byTftp("pixiecore-kernel.img"));
    find(TestCore.byTftp("pixiecore-initrd.img"));

    assertTold(
        new Instructed(Instant.EPOCH, machine(), "config.txt", BOOT),
        new Booting(Instant.EPOCH, machine(), "vmlinuz", "lab"));
  }

  @Test
  void aMachineThatIsSentBackToItsFirmwareAndOneThatIsToAskAgain() throws Exception {
    asks(Architecture.X86_BIOS, Firmware.PXE);
    BootDecision other = new BootDecision.NotOurs("not mine");
    core.decision = other;
    find(TestCore.byTftp("pxelinux.cfg/default"));
    BootDecision slow = new BootDecision.Undecided("slow");
    core.decision = slow;
    find(TestCore.byTftp("pxelinux.cfg/default"));

    assertTold(
        new Instructed(Instant.EPOCH, machine(), "pxelinux.cfg/default", other),
        new Instructed(Instant.EPOCH, machine(), "pxelinux.cfg/default", slow));
  }

  @Test
  void whatALoaderCannotBootIsNotToldToBoot() {
    asks(Architecture.X86_BIOS, Firmware.PXE);
    core.decision = new BootDecision.Boot(new BootSpec.IpxeScript("#!ipxe"), "lab");
    find(TestCore.byTftp("pxelinux.cfg/default"));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Instructed.class,
            told ->
                assertThat(told.decision())
                    .isInstanceOfSatisfying(
                        BootDecision.Undecided.class,
                        why -> assertThat(why.reason()).contains("gives an iPXE script")));
  }

  @Test
  void aTicketIsSpentBeforeTheMachineBoots() throws Exception {
    find(TestCore.byTftp("booted/" + TestCore.GOOD_TICKET + "/lab/vmlinuz"));
    find(TestCore.byTftp("booted/none/lab/vmlinuz"));

    assertTold(
        new Confirmed(Instant.EPOCH, machine(), "lab"),
        new Booting(Instant.EPOCH, machine(), "vmlinuz", "lab"),
        new Booting(Instant.EPOCH, machine(), "vmlinuz", "lab"));
  }

  @Test
  void anInquiryTellsNothing() {
    asks(Architecture.X86_BIOS, Firmware.PXE);
    find(TestCore.asInquiry(TestCore.byTftp("pxelinux.cfg/default")));
    find(TestCore.asInquiry(TestCore.byTftp("booted/none/lab/vmlinuz")));

    assertThat(events).isEmpty();
  }

  @Test
  void whereNobodyListensLoadersAreAnsweredAllTheSame() {
    core.core.bootEvents = null;
    asks(Architecture.X86_BIOS, Firmware.PXE);

    assertThat(find(TestCore.byTftp("pxelinux.cfg/default")))
        .isInstanceOf(LoaderFile.Generated.class);
  }
}
