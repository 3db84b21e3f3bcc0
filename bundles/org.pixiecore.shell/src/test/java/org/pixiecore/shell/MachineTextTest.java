package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.history.Step;
import org.pixiecore.api.status.Download;

/** How boots look to people, in the views that there are of them. */
class MachineTextTest {

  private static final Clock UTC = new Clock(ZoneOffset.UTC);
  private static final Instant BEGAN = Instant.parse("2026-11-27T10:00:00Z");
  private static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");
  private static final FileTransfer KERNEL =
      new FileTransfer(
          FileTransfer.Protocol.HTTP,
          "vmlinuz",
          Optional.empty(),
          OptionalLong.of(1 << 20),
          () -> 1 << 19);

  @Test
  void showsTheWholeOfABoot() throws UnknownHostException {
    MachineBoot boot =
        new MachineBoot(
            MAC,
            Optional.of("QEMU"),
            Optional.of(new Machine(MAC, Architecture.X86_BIOS, Firmware.PXE, Optional.empty())),
            Optional.of(InetAddress.getByName("192.168.1.9")),
            BootState.LOADING,
            ChainLink.FILES,
            BEGAN,
            BEGAN.plusMillis(2500),
            Optional.of("/srv/vmlinuz with 1 initrd"),
            List.of(KERNEL),
            List.of(
                step(0, ChainLink.DHCP, Step.Tone.PROGRESS, "asks who boots it"),
                step(2500, ChainLink.FILES, Step.Tone.TROUBLE, "asks for a\u001b[2J file")),
            3,
            Optional.empty());

    assertThat(new MachineText(boot, UTC).lines())
        .containsExactly(
            "52:54:00:12:34:56 (QEMU), x86 BIOS, pxe, 192.168.1.9",
            "loading since 2026-11-27 10:00:00, heard last 10:00:02.500",
            "boots /srv/vmlinuz with 1 initrd",
            "",
            "  (3 earlier steps are kept no longer)",
            "  10:00:00.000 dhcp         asks who boots it",
            "! 10:00:02.500 files        asks for a [2J file",
            "  now          [###############               ]  50 % of 1.0 MiB vmlinuz");
  }

  @Test
  void saysWhyAMachineDoesNotBootAndWhatToDo() {
    MachineBoot stuck = stuck();

    assertThat(new MachineText(stuck, UTC).lines())
        .containsExactly(
            "52:54:00:12:34:56",
            "stuck since 2026-11-27 10:00:00, heard last 10:00:00.000",
            "",
            "",
            "Why it does not boot: No DHCP server gave it an address.",
            "What to do: Start one.");
    assertThat(new WatchPicture(List.of(stuck), List.of()).lines(10, 80))
        .containsExactly(
            "52:54:00:12:34:56 stuck", "    ! No DHCP server gave it an address. Start one.");
  }

  @Test
  void thePictureShowsWhatGoesOnFirst() {
    Download running = download("debian 12: linux", Download.State.RUNNING);
    Download complete = download("debian 12: initrd", Download.State.COMPLETE);

    assertThat(
            new WatchPicture(
                    List.of(boot(BootState.LOADING, List.of(KERNEL, KERNEL))),
                    List.of(running, complete))
                .lines(10, 80))
        .containsExactly(
            "fetching [######              ]  33 % of 3.0 KiB debian 12: linux",
            "52:54:00:12:34:56 loading          [##########          ]  50 % of 1.0 MiB vmlinuz and 1"
                + " more");
  }

  @Test
  void onANarrowTerminalThePictureStillSaysAllOfWhatToDo() {
    assertThat(new WatchPicture(List.of(stuck()), List.of()).lines(10, 40))
        .containsExactly(
            "52:54:00:12:34:56 stuck",
            "    ! No DHCP server gave it an address.",
            "      Start one.");
  }

  @Test
  void aPictureThatIsTooLongSaysHowMuchIsLeftOut() {
    assertThat(new WatchPicture(List.of(stuck(), stuck()), List.of()).lines(3, 80))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("stuck"),
            line -> assertThat(line).contains("No DHCP server"),
            line -> assertThat(line).startsWith("... and 2 lines more"));
  }

  @Test
  void aPictureOfNothingSaysSo() {
    assertThat(new WatchPicture(List.of(), List.of()).lines(3, 80))
        .containsExactly("No machine has been heard since the server started.");
  }

  @ParameterizedTest
  @EnumSource(BootState.class)
  void everyStateIsReadAsItIsWritten(BootState state) {
    assertThat(Words.state(Words.of(state))).isEqualTo(state);
  }

  private static Step step(long millis, ChainLink link, Step.Tone tone, String text) {
    return new Step(BEGAN.plusMillis(millis), link, tone, text);
  }

  private static Download download(String name, Download.State state) {
    return new Download(
        name, "http://mirror/", OptionalLong.of(3072), 1024, state, Optional.empty());
  }

  private static MachineBoot stuck() {
    MachineBoot boot = boot(BootState.STUCK, List.of());
    return new MachineBoot(
        boot.mac(),
        boot.vendor(),
        boot.machine(),
        boot.address(),
        boot.state(),
        boot.link(),
        boot.began(),
        boot.heard(),
        boot.boots(),
        boot.running(),
        boot.timeline(),
        boot.forgotten(),
        Optional.of(
            new Diagnosis(
                Diagnosis.Cause.NO_ADDRESS,
                BEGAN,
                ChainLink.DHCP,
                "No DHCP server gave it an address.",
                "Start one.")));
  }

  private static MachineBoot boot(BootState state, List<FileTransfer> running) {
    return new MachineBoot(
        MAC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        state,
        ChainLink.DHCP,
        BEGAN,
        BEGAN,
        Optional.empty(),
        running,
        List.of(),
        0,
        Optional.empty());
  }
}
