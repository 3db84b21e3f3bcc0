package org.pixiecore.itests.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Real firmware, from power-on to the user space of a Debian kernel, or to what else it boots. */
class FirmwareBootIT {

  private static final String LOCAL_DISK = "This is the local disk, ";

  @Test
  void seaBiosWithTheIpxeRomOfAnE1000Card() throws Exception {
    assertProbe(Lab.boot("bios-e1000"), "");
  }

  @Test
  void seaBiosWithTheIpxeRomOfAVirtioCard() throws Exception {
    assertProbe(Lab.boot("bios-virtio"), "");
  }

  /** On UEFI, iPXE adds the kernel's name, and Linux finds its initrds by name. */
  @Test
  void ovmfWithItsOwnPxe() throws Exception {
    assertProbe(Lab.boot("uefi-x64"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  /** By URL, from the offer to the kernel: TFTP has no part in it. */
  @Test
  void ovmfWithItsOwnHttpBoot() throws Exception {
    assertProbe(Lab.boot("uefi-x64-http"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  @Test
  void aavmfWithItsOwnPxe() throws Exception {
    assertProbe(Lab.boot("uefi-arm64"), "kernel initrd=initrd0 initrd=initrd1 ", "ttyAMA0");
  }

  @Test
  void aavmfWithItsOwnHttpBoot() throws Exception {
    assertProbe(Lab.boot("uefi-arm64-http"), "kernel initrd=initrd0 initrd=initrd1 ", "ttyAMA0");
  }

  /** No iPXE for it is in Debian, so it boots through GRUB. */
  @Test
  void ovmfIa32ThroughGrub() throws Exception {
    assertThat(Lab.boot("uefi-ia32")).anyMatch(FirmwareBootIT::isBootedByGrub);
  }

  @Test
  void secureBootThroughShimAndGrub() throws Exception {
    assertThat(Lab.boot("secure-boot"))
        .anyMatch(FirmwareBootIT::isBootedByGrub)
        .contains("probe: Secure Boot: enabled");
  }

  @Test
  void ovmfIsSentToPort4011() throws Exception {
    assertThat(Lab.boot("uefi-binl")).anyMatch(FirmwareBootIT::isTheProgramsWord);
  }

  @Test
  void ovmfTakesTheFirstItemOfAMenu() throws Exception {
    assertThat(Lab.boot("uefi-menu")).anyMatch(FirmwareBootIT::isTheProgramsWord);
  }

  @Test
  void seaBiosThroughPxelinux() throws Exception {
    assertThat(Lab.boot("bios-pxelinux")).contains("probe: user space");
  }

  @Test
  void uBootByItsPxelinuxConfiguration() throws Exception {
    assertThat(Lab.boot("u-boot")).contains("probe: user space");
  }

  @Test
  void uBootReadsItsConfigurationByHttp() throws Exception {
    assertThat(Lab.boot("u-boot-http")).contains("probe: user space");
  }

  @Test
  void theDhcpServerIsOnTheSameHost() throws Exception {
    assertProbe(Lab.boot("same-host"), "");
  }

  @Test
  void behindARelayAgent() throws Exception {
    assertProbe(Lab.boot("relay"), "");
  }

  @Test
  void onAVlan() throws Exception {
    assertProbe(Lab.boot("vlan"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  @Test
  void onAVlanByRawPackets() throws Exception {
    assertProbe(Lab.boot("vlan-raw"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  @Test
  void withoutADhcpServer() throws Exception {
    assertProbe(Lab.boot("alone"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  @Test
  void seaBiosRunsAProgram() throws Exception {
    assertThat(Lab.boot("program-bios")).anyMatch(FirmwareBootIT::isTheProgramsWord);
  }

  /** {@code ./pixiecore api}, beside the example of an API as its reader starts it. */
  @Test
  void ovmfBootsWhatAnHttpApiSays() throws Exception {
    assertProbe(Lab.boot("api-uefi"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  @Test
  void debianInstallerUntilItsOwnInitSpeaks() throws Exception {
    assertThat(Lab.boot("debian-installer"))
        .anyMatch(line -> line.startsWith("Select a language"))
        .anyMatch(line -> line.startsWith("Choose the language to be used for the installation"));
  }

  /** {@code ./pixiecore quick}, with a recipe of what is on the server's disk. */
  @Test
  void debianInstallerByTheNameOfItsRecipe() throws Exception {
    assertThat(Lab.boot("quick-local-debian-installer"))
        .anyMatch(line -> line.startsWith("Select a language"));
  }

  /** By iPXE, which starts its boot sector. */
  @Test
  void seaBiosIsSentToTheLocalDisk() throws Exception {
    assertThat(Lab.boot("local-disk-bios")).anyMatch(line -> line.startsWith(LOCAL_DISK));
  }

  /** By its own boot manager, once iPXE has ended with a failure. */
  @Test
  void ovmfIsSentToTheLocalDisk() throws Exception {
    assertThat(Lab.boot("local-disk-uefi")).anyMatch(line -> line.startsWith(LOCAL_DISK));
  }

  @Test
  void ovmfRunsAProgramUntilItEnds() throws Exception {
    assertThat(Lab.boot("program-uefi"))
        .anyMatch(FirmwareBootIT::isTheProgramsWord)
        .anyMatch(line -> line.startsWith("Pixiecore: program.efi has ended"));
  }

  @Test
  void ovmfWhileItsBooterIsReplacedAllTheTime() throws Exception {
    assertProbe(Lab.boot("hot-swap"), "kernel initrd=initrd0 initrd=initrd1 ");
  }

  /** The console is that of its third start. */
  @Test
  void seaBiosOnceFromTheNetworkThenFromItsDiskAndFromTheNetworkAgain() throws Exception {
    assertProbe(Lab.boot("once-bios"), "");
  }

  /**
   * What the guest's own init told: user space, both initrds, and a command line that is word for
   * word the one that was asked for, with a URL in place of the template that gives the file.
   */
  private static void assertProbe(List<String> console, String added) {
    assertProbe(console, added, "ttyS0");
  }

  private static void assertProbe(List<String> console, String added, String terminal) {
    assertThat(console).contains("probe: user space");
    String token = told(console, "second initrd: merged ");
    assertThat(token).matches("[0-9a-f]{16}");
    assertThat(told(console, "fetched: hello ")).isEqualTo(token);
    assertThat(
            told(console, "command line: ").replaceFirst("=http://10\\.77\\.0\\.2\\S+ ", "=URL "))
        .isEqualTo(
            added
                + "console="
                + terminal
                + " quiet probe.words=\"two words\" probe.url=URL probe.token="
                + token);
  }

  private static boolean isBootedByGrub(String line) {
    return line.startsWith("probe: command line: BOOT_IMAGE=");
  }

  private static boolean isTheProgramsWord(String line) {
    return line.startsWith("This is the program, ");
  }

  private static String told(List<String> console, String what) {
    String start = "probe: " + what;
    List<String> told =
        console.stream()
            .filter(line -> line.startsWith(start))
            .map(line -> line.substring(start.length()).stripTrailing())
            .toList();
    assertThat(told).as("lines that begin with \"%s\" on the console", start).hasSize(1);
    return told.get(0);
  }
}
