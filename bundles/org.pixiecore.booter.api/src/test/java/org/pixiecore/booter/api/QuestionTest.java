package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

class QuestionTest {

  private static final URI PREFIX = URI.create("https://deploy.example/pixie");

  @Test
  void versionOneTellsTheMacAddressAlone() throws UnknownHostException {
    assertThat(Question.about(everything(), ApiVersion.ONE, PREFIX))
        .hasToString("https://deploy.example/pixie/v1/boot/52:54:00:12:34:ab");
  }

  @Test
  void versionTwoTellsEverything() throws UnknownHostException {
    assertThat(Question.about(everything(), ApiVersion.TWO, PREFIX))
        .hasToString(
            "https://deploy.example/pixie/v2/boot/52:54:00:12:34:ab?arch=7&arch-name=UEFI%20x86-64"
                + "&firmware=ipxe&stage=script&uuid=12345678-1234-1234-1234-123456789abc"
                + "&serial=S%2FN%20%26%3D%C3%BC&user-class=iPXE&interface=eth0&server=192.0.2.1"
                + "&relay=198.51.100.1&circuit-id=00040001&remote-id=aabb");
  }

  @Test
  void versionTwoLeavesOutWhatIsNotKnown() {
    assertThat(Question.about(Booters.MACHINE, ApiVersion.TWO, PREFIX))
        .hasToString(
            "https://deploy.example/pixie/v2/boot/01:02:03:04:05:06?arch=7&arch-name=UEFI%20x86-64"
                + "&firmware=pxe&stage=offer");
  }

  static Machine everything() throws UnknownHostException {
    return new Machine(
        MacAddress.parse("52:54:00:12:34:AB"),
        Architecture.EFI_X86_64,
        Firmware.IPXE,
        BootStage.SCRIPT,
        Optional.of(UUID.fromString("12345678-1234-1234-1234-123456789abc")),
        Optional.of("S/N &=ü"),
        Optional.of("iPXE"),
        new Network(
            Optional.of("eth0"),
            Optional.of(address("192.0.2.1")),
            Optional.of(
                new RelayAgent(
                    address("198.51.100.1"), Optional.of("00040001"), Optional.of("aabb")))));
  }

  private static Inet4Address address(String text) throws UnknownHostException {
    return (Inet4Address) InetAddress.getByName(text);
  }
}
