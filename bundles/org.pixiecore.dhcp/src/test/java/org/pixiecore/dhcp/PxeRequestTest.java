package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;
import org.pixiecore.dhcp.Classification.Malformed;
import org.pixiecore.dhcp.Classification.NotForUs;

/** Who is asking: facts of firmware, one test each. */
class PxeRequestTest {

  @ParameterizedTest
  @CsvSource({
    "ipxe-rom-e1000-discover, PROXY_DHCP, IPXE, 0, ",
    "ipxe-rom-virtio-discover, PROXY_DHCP, IPXE, 0, ",
    "ipxe-rom-virtio-request-4011, BOOT_SERVER, IPXE, 0, ",
    "ipxe-rom-e1000-request-4011-menu, BOOT_SERVER, IPXE, 0, 80:00:00:00",
    "ipxe-undionly-discover, PROXY_DHCP, IPXE, 0, ",
    "ipxe-snponly-discover, PROXY_DHCP, IPXE, 7, ",
    "ipxe-snponly-request-4011, BOOT_SERVER, IPXE, 7, ",
    "ovmf-x64-discover, PROXY_DHCP, PXE, 7, ",
    "ovmf-x64-request-4011, BOOT_SERVER, PXE, 7, ",
    "ovmf-x64-request-4011-menu, BOOT_SERVER, PXE, 7, 80:02:00:00",
    "ovmf-x64-http-discover, PROXY_DHCP, HTTP_BOOT, 7, ",
    "ovmf-x64-secure-discover, PROXY_DHCP, PXE, 7, ",
    "ovmf-ia32-discover, PROXY_DHCP, PXE, 6, ",
    "ovmf-ia32-request-4011, BOOT_SERVER, PXE, 6, ",
    "ovmf-ia32-http-discover, PROXY_DHCP, HTTP_BOOT, 6, ",
    "aavmf-discover, PROXY_DHCP, PXE, 11, ",
    "aavmf-request-4011, BOOT_SERVER, PXE, 11, ",
    "aavmf-http-discover, PROXY_DHCP, HTTP_BOOT, 11, ",
    "ipxe-arm64-discover, PROXY_DHCP, IPXE, 11, ",
  })
  void captureOfANetworkBoot(
      String capture, PxePort port, Client client, int architecture, String bootItem)
      throws Exception {
    PxeRequest request = (PxeRequest) PxeRequest.classify(Captures.packet(capture + ".hex"), port);
    assertThat(request.client()).isEqualTo(client);
    assertThat(request.machine().mac()).isEqualTo(MacAddress.parse("52:54:00:77:00:01"));
    assertThat(request.machine().architecture()).isEqualTo(new Architecture(architecture));
    assertThat(request.machine().firmware()).isEqualTo(client.firmware());
    assertThat(request.machine().uuid())
        .contains(UUID.fromString("5a4e3c2b-1d0f-4e8a-9b7c-525400770001"));
    assertThat(request.bootItem().map(Octets::toString)).isEqualTo(Optional.ofNullable(bootItem));
  }

  @ParameterizedTest
  @CsvSource({
    "raspberry-pi-3-discover, RASPBERRY_PI, Raspberry Pi",
    "raspberry-pi-5-discover, RASPBERRY_PI, Raspberry Pi",
    "u-boot-arm64-discover, U_BOOT, U-Boot ARM64",
    "u-boot-arm64-newer-discover, U_BOOT, U-Boot ARM64",
    "u-boot-arm64-efi-discover, PXE, UEFI ARM64", // for what it can start as UEFI does
    "ipxe-virtualbox-discover, IPXE_LIMITED, x86 BIOS",
  })
  void whatOtherFirmwareSends(String capture, Client client, String architecture) throws Exception {
    PxeRequest request =
        (PxeRequest) PxeRequest.classify(Captures.packet(capture + ".hex"), PxePort.PROXY_DHCP);
    assertThat(request.client()).isEqualTo(client);
    assertThat(request.machine().firmware()).isEqualTo(client.firmware());
    assertThat(request.machine().architecture()).hasToString(architecture);
  }

  @ParameterizedTest
  @CsvSource({
    // MAC, GUID, option 60, architecture -> whether it is a Raspberry Pi
    "b827eb000001, , 002001, 0, true",
    "dca632000001, , 002001, 0, true",
    "e45f01000001, , 002001, 0, true",
    "d83add000001, , 002001, 0, true",
    "28cdc1000001, , 002001, 0, true",
    "2ccf67000001, , 002001, 0, true",
    "88a29e000001, , 002001, 0, true",
    "525400000001, , 002001, 0, false",
    "525400000001, 3a0f9b1c3a0f9b1c3a0f9b1c3a0f9b1c, 002001, 0, true", // serial, four times
    "525400000001, 52506934 1131c000 32013600 efdffe9f, 002001, 0, true", // RPi4
    "525400000001, 34695052 00c03111 320136c2 9ffefdef, 002001, 0, true", // the other way about
    "525400000001, 00000000000000000000000000000000, 002001, 0, false", // a PC's UUID not set
    "525400000001, ffffffffffffffffffffffffffffffff, 002001, 0, false",
    "525400000001, 00112233445566778899aabbccddeeff, 002001, 0, false",
    "525400000001, 52506978 1131c000 32013600 efdffe9f, 002001, 0, false",
    "b827eb000001, , 002000, 0, false", // some other ROM behind its address
    "b827eb000001, , 002001, 11, false", // UEFI on a Raspberry Pi
    "525400000001, , 002001, 41, true", // IANA's code of its own
  })
  void raspberryPiIsToldFromAPcByItsMakersMark(
      String mac, String guid, String undi, int architecture, boolean is) {
    Requests request =
        Requests.uefi(MessageType.DISCOVER)
            .mac(mac)
            .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, architecture))
            .option(OptionCode.VENDOR_CLASS, Octets.of("PXEClient:Arch:00000:UNDI:" + undi));
    if (guid != null) {
      request.option(OptionCode.CLIENT_MACHINE_IDENTIFIER, "00" + guid);
    }
    PxeRequest asked = classify(request);
    assertThat(asked.client()).isEqualTo(is ? Client.RASPBERRY_PI : Client.PXE);
    assertThat(asked.machine().architecture())
        .isEqualTo(is ? Architecture.RASPBERRY_PI : new Architecture(architecture));
  }

  @Test
  void ipxeOnARaspberryPiIsIpxe() {
    assertThat(
            classify(
                    Requests.ipxe(MessageType.DISCOVER)
                        .mac("b827eb000001")
                        .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, 0)))
                .client())
        .isEqualTo(Client.IPXE);
  }

  @ParameterizedTest
  @CsvSource({
    "U-Boot.armv8, 0016, U_BOOT, U-Boot ARM64",
    "U-Boot.armv8, , U_BOOT, U-Boot ARM64",
    "U-Boot.armv7, , U_BOOT, U-Boot ARM32",
    "U-Boot.armv7, 0015, U_BOOT, U-Boot ARM32",
    "U-Boot, 001b, U_BOOT, UEFI RISC-V 64",
    "PXEClient:Arch:00022:UNDI:000000, 0016, U_BOOT, U-Boot ARM64", // bootp_vci
    "PXEClient:Arch:00021:UNDI:000000, , U_BOOT, U-Boot ARM32",
    "PXEClient:Arch:00023:UNDI:000000, 0017, U_BOOT, U-Boot ARM32", // by HTTP
    "HTTPClient:Arch:00024:UNDI:000000, 0018, HTTP_BOOT, U-Boot ARM64",
    "PXEClient:Arch:00011:UNDI:003000, 000b, PXE, UEFI ARM64", // UEFI that is U-Boot's
  })
  void uBootIsToldByItsNameOrItsArchitecture(
      String vendorClass, String option93, Client client, String architecture) {
    Requests request =
        Requests.uefi(MessageType.DISCOVER)
            .without(OptionCode.CLIENT_ARCHITECTURE)
            .option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass));
    if (option93 != null) {
      request.option(OptionCode.CLIENT_ARCHITECTURE, option93);
    }
    assertThat(classify(request).client()).isEqualTo(client);
    assertThat(classify(request).machine().architecture()).hasToString(architecture);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "47 04 80 05 00 00 ff | 32773",
        "47 02 00 07 ff | 7",
        "47 01 80 ff | ",
        "06 01 08 ff | ",
      })
  void option43OnPort4011SaysWhichItemIsAskedFor(String option43, Integer type) {
    DhcpPacket packet =
        Requests.uefi(MessageType.REQUEST).option(OptionCode.VENDOR_SPECIFIC, option43).packet();
    PxeRequest request = (PxeRequest) PxeRequest.classify(packet, PxePort.BOOT_SERVER);
    assertThat(request.bootServerType())
        .isEqualTo(type == null ? OptionalInt.empty() : OptionalInt.of(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "udhcpc-discover          | option 60 does not begin with PXEClient",
        "ovmf-x64-request         | DHCPREQUEST on port 67",
        "ipxe-rom-e1000-request   | DHCPREQUEST on port 67",
        "ipxe-undionly-request    | DHCPREQUEST on port 67",
        "ipxe-snponly-request     | DHCPREQUEST on port 67",
        "ovmf-ia32-request        | DHCPREQUEST on port 67",
        "aavmf-request            | DHCPREQUEST on port 67",
        "u-boot-arm64-request     | DHCPREQUEST on port 67",
      })
  void captureOfWhatIsNotForUsOnPort67(String capture, String reason) throws Exception {
    assertThat(PxeRequest.classify(Captures.packet(capture + ".hex"), PxePort.PROXY_DHCP))
        .isInstanceOfSatisfying(NotForUs.class, no -> assertThat(no.reason()).contains(reason));
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void port67AnswersDiscoverAlone(MessageType type) {
    Classification classification =
        PxeRequest.classify(Requests.uefi(type).packet(), PxePort.PROXY_DHCP);
    if (type == MessageType.DISCOVER) {
      assertThat(((PxeRequest) classification).answerType()).isEqualTo(MessageType.OFFER);
    } else {
      assertThat(classification).isInstanceOf(NotForUs.class);
    }
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void port4011AnswersRequestAndInform(MessageType type) {
    Classification classification =
        PxeRequest.classify(Requests.uefi(type).packet(), PxePort.BOOT_SERVER);
    if (type == MessageType.REQUEST || type == MessageType.INFORM) {
      assertThat(((PxeRequest) classification).answerType()).isEqualTo(MessageType.ACK);
    } else {
      assertThat(classification).isInstanceOf(NotForUs.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0000, x86 BIOS",
    "0006, UEFI IA32",
    "0007, UEFI x86-64",
    "0009, UEFI EBC",
    "00070009, UEFI x86-64", // a list: the first one counts
    "0000000700090006, x86 BIOS",
    "00f0 0007, UEFI x86-64", // an unknown one before a known one
    "00f0 00f1, architecture 240",
    "0001, architecture 1", // NEC PC-98, and others that nobody has any more
    "000a, UEFI ARM32",
    "000b, UEFI ARM64",
    "0019, UEFI RISC-V 32",
    "001b, UEFI RISC-V 64",
    "001d, UEFI RISC-V 128",
    "0025, UEFI LoongArch 32",
    "0027, UEFI LoongArch 64",
    "002a, architecture 42", // unknown: carried, not refused
    "ffff, architecture 65535",
  })
  void option93NamesTheArchitecture(String value, String architecture) {
    assertThat(
            classify(
                    Requests.uefi(MessageType.DISCOVER)
                        .option(OptionCode.CLIENT_ARCHITECTURE, value))
                .machine()
                .architecture())
        .hasToString(architecture);
  }

  @ParameterizedTest
  @CsvSource({"''", "00", "000700"})
  void option93OfNoWholeCodesIsMalformed(String value) {
    assertMalformed(
        Requests.uefi(MessageType.DISCOVER).option(OptionCode.CLIENT_ARCHITECTURE, value),
        "option 93");
  }

  @ParameterizedTest
  @CsvSource({
    "PXEClient:Arch:00000:UNDI:002001, 0",
    "PXEClient:Arch:00007, 7",
    "PXEClient:Arch:00009:UNDI:003016, 9",
  })
  void option60NamesTheArchitectureWhereOption93IsMissing(String vendorClass, int architecture) {
    assertThat(
            classify(
                    Requests.uefi(MessageType.DISCOVER)
                        .without(OptionCode.CLIENT_ARCHITECTURE)
                        .option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass)))
                .machine()
                .architecture()
                .code())
        .isEqualTo(architecture);
  }

  @ParameterizedTest
  @CsvSource({"PXEClient", "PXEClient:Arch:7", "PXEClient:Arch:99999:UNDI:003000", "PXEClientX"})
  void withoutAnyArchitectureItIsMalformed(String vendorClass) {
    assertMalformed(
        Requests.uefi(MessageType.DISCOVER)
            .without(OptionCode.CLIENT_ARCHITECTURE)
            .option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass)),
        "no architecture");
  }

  @ParameterizedTest
  @CsvSource({"PXEClient", "PXEClient:Arch:00007:UNDI:003000", "PXEClient:anything"})
  void option60BeginsWithPxeClient(String vendorClass) {
    classify(
        Requests.uefi(MessageType.DISCOVER)
            .option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass)));
  }

  @ParameterizedTest
  @CsvSource({"''", "PXEClien", "pxeclient", "HTTPClien", "httpclient", "MSFT 5.0"})
  void anotherOption60IsNotForUs(String vendorClass) {
    assertNotForUs(
        Requests.uefi(MessageType.DISCOVER)
            .option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass)));
  }

  @ParameterizedTest
  @CsvSource({
    "15, UEFI IA32",
    "16, UEFI x86-64",
    "17, UEFI EBC",
    "18, UEFI ARM32",
    "19, UEFI ARM64",
    "20, x86 BIOS",
    "26, UEFI RISC-V 32",
    "28, UEFI RISC-V 64",
    "30, UEFI RISC-V 128",
    "38, UEFI LoongArch 32",
    "40, UEFI LoongArch 64",
  })
  void httpBootIsOfTheArchitectureThatRuns(int code, String architecture) {
    PxeRequest request = classify(Requests.http(code));
    assertThat(request.client()).isEqualTo(Client.HTTP_BOOT);
    assertThat(request.machine().firmware()).isEqualTo(Firmware.HTTP_BOOT);
    assertThat(request.machine().architecture()).hasToString(architecture);
  }

  @Test
  void httpBootWithoutOption93NamesItsArchitectureInOption60() {
    assertThat(
            classify(Requests.http(16).without(OptionCode.CLIENT_ARCHITECTURE))
                .machine()
                .architecture())
        .isEqualTo(Architecture.EFI_X86_64);
  }

  @Test
  void httpBootHasNoBootServer() {
    DhcpPacket packet =
        Requests.http(16)
            .option(OptionCode.MESSAGE_TYPE, Octets.of(MessageType.REQUEST.code()))
            .packet();
    assertThat(PxeRequest.classify(packet, PxePort.BOOT_SERVER)).isInstanceOf(NotForUs.class);
    assertThat(PxeRequest.classify(packet, PxePort.PROXY_DHCP)).isInstanceOf(NotForUs.class);
  }

  @Test
  void withoutOption60ItIsNotForUs() {
    assertNotForUs(Requests.uefi(MessageType.DISCOVER).without(OptionCode.VENDOR_CLASS));
  }

  @Test
  void plainBootpIsNotForUs() {
    assertNotForUs(Requests.uefi(MessageType.DISCOVER).without(OptionCode.MESSAGE_TYPE));
  }

  @ParameterizedTest
  @CsvSource({"''", "00", "09", "ff", "0101"})
  void anUnknownMessageTypeIsNotForUs(String value) {
    assertNotForUs(Requests.uefi(MessageType.DISCOVER).option(OptionCode.MESSAGE_TYPE, value));
  }

  @Test
  void anotherServersReplyIsNotForUs() {
    assertNotForUs(Requests.uefi(MessageType.DISCOVER).op(DhcpPacket.Op.BOOTREPLY));
  }

  @ParameterizedTest
  @CsvSource({"32, 0", "1, 0", "1, 8", "6, 6"})
  void hardwareOtherThanEthernetIsNotForUs(int htype, int hlen) {
    assertNotForUs(Requests.uefi(MessageType.DISCOVER).hardware(htype, hlen));
  }

  @ParameterizedTest
  @CsvSource({
    "69505845, IPXE", // the raw text, as iPXE sends it
    "0469505845, IPXE", // RFC 3004
    "03414243 0469505845, IPXE", // RFC 3004, the second of two
    "69505845 00, PXE",
    "67505845, PXE", // gPXE is no iPXE
    "49505845, PXE",
    "0569505845, PXE",
    "0469505845 ff, IPXE",
    "ff 0469505845, PXE",
    "00 0469505845, PXE",
    "'', PXE",
  })
  void option77IsRawOrRfc3004(String value, Client client) {
    assertThat(
            classify(Requests.uefi(MessageType.DISCOVER).option(OptionCode.USER_CLASS, value))
                .client())
        .isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "69505845 | iPXE",
        "0469505845 | iPXE",
        "03414243 0469505845 | ABC, iPXE",
        "4d6f62696c65 | Mobile",
        "0469505845 ff | ?iPXE?",
        "03410a43 | A?C",
        "2020 | ",
        "0120 | ",
        "00 | ?",
        "'' | ",
      })
  void option77IsTextForPeople(String value, String text) {
    assertThat(
            classify(Requests.uefi(MessageType.DISCOVER).option(OptionCode.USER_CLASS, value))
                .machine()
                .userClass())
        .isEqualTo(Optional.ofNullable(text));
  }

  @Test
  void aLongOption77IsCut() {
    assertThat(UserClass.text(Octets.of("x".repeat(1000)))).contains("x".repeat(128));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0106 000400010002 0206 525400aabbcc | 000400010002 | 525400aabbcc",
        "0202 beef 0101 07 | 07 | beef",
        "9704 00000000 0101 07 | 07 |", // others between
        "0001 00 ff01 00 0101 07 | 07 |", // 0 and 255 are codes like any other
        "0101 07 0101 08 | 07 |",
        "'' | |",
        "01 | |",
        "0100 0200 | |", // nothing in them
        "0105 00 | |", // more than there is
        "0101 07 0205 00 | 07 |",
      })
  void option82SaysWhichPortOfWhichSwitch(String value, String circuitId, String remoteId) {
    assertThat(
            classify(
                    Requests.uefi(MessageType.DISCOVER)
                        .option(OptionCode.RELAY_AGENT_INFORMATION, value)
                        .giaddr("10.1.0.1"))
                .machine()
                .network()
                .relay())
        .contains(
            new RelayAgent(
                Requests.address("10.1.0.1"),
                Optional.ofNullable(circuitId),
                Optional.ofNullable(remoteId)));
  }

  @Test
  void withoutGiaddrThereIsNoRelay() {
    assertThat(
            classify(
                    Requests.uefi(MessageType.DISCOVER)
                        .option(OptionCode.RELAY_AGENT_INFORMATION, "0101 07"))
                .machine()
                .network())
        .isEqualTo(Network.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "130101 180101, IPXE", // HTTP and bzImage
    "130101 240101, IPXE", // HTTP and EFI
    "b105011af41000 eb03010000 240101 130101, IPXE",
    "130101, IPXE_LIMITED", // no kernel format
    "180101 240101, IPXE_LIMITED", // no HTTP
    "140101 240101, IPXE_LIMITED", // HTTPS alone
    "b105011af41000 eb03010000, IPXE_LIMITED",
    "'', IPXE_LIMITED",
  })
  void option175SaysWhetherIpxeCanBootByHttp(String value, Client client) {
    PxeRequest request =
        classify(Requests.ipxe(MessageType.DISCOVER).option(OptionCode.IPXE_ENCAPSULATED, value));
    assertThat(request.client()).isEqualTo(client);
    assertThat(request.machine().firmware()).isEqualTo(Firmware.IPXE);
  }

  @Test
  void ipxeWithoutOption175IsTakenAtItsWord() {
    assertThat(classify(Requests.ipxe(MessageType.DISCOVER)).client()).isEqualTo(Client.IPXE);
  }

  @Test
  void option175OfFirmwareThatIsNotIpxeSaysNothing() {
    assertThat(
            classify(Requests.uefi(MessageType.DISCOVER).option(OptionCode.IPXE_ENCAPSULATED, "13"))
                .client())
        .isEqualTo(Client.PXE);
  }

  @Test
  void malformedOption175IsRefused() {
    assertMalformed(
        Requests.ipxe(MessageType.DISCOVER).option(OptionCode.IPXE_ENCAPSULATED, "130101 1805"),
        "option 24 says 5 octets");
  }

  @Test
  void option97MayBeMissing() {
    assertThat(classify(Requests.uefi(MessageType.DISCOVER)).machine().uuid()).isEmpty();
  }

  @Test
  void option97IsTheUuidThatSmbiosToolsShow() {
    assertThat(
            classify(
                    Requests.uefi(MessageType.DISCOVER)
                        .option(
                            OptionCode.CLIENT_MACHINE_IDENTIFIER,
                            "00 00112233445566778899aabbccddeeff"))
                .machine()
                .uuid())
        .contains(UUID.fromString("33221100-5544-7766-8899-aabbccddeeff"));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "00",
    "00112233445566778899aabbccddeeff", // 16: the type is missing
    "0000112233445566778899aabbccddeeff00", // 18
    "0100112233445566778899aabbccddeeff", // type 1
    "ff00112233445566778899aabbccddeeff",
  })
  void malformedOption97IsRefused(String value) {
    assertMalformed(
        Requests.uefi(MessageType.DISCOVER).option(OptionCode.CLIENT_MACHINE_IDENTIFIER, value),
        "option 97");
  }

  @ParameterizedTest
  @CsvSource({"''", "01", "010300", "000000", "01030a0b"})
  void option94OfAnyFormIsNoReasonToRefuse(String value) {
    classify(
        Requests.uefi(MessageType.DISCOVER).option(OptionCode.CLIENT_NETWORK_INTERFACE, value));
  }

  @Test
  void malformedOption43IsRefusedOnPort4011() {
    assertThat(
            PxeRequest.classify(
                Requests.uefi(MessageType.REQUEST)
                    .option(OptionCode.VENDOR_SPECIFIC, "47 04 80")
                    .packet(),
                PxePort.BOOT_SERVER))
        .isInstanceOf(Malformed.class);
  }

  private static PxeRequest classify(Requests request) {
    return (PxeRequest) PxeRequest.classify(request.packet(), PxePort.PROXY_DHCP);
  }

  private static void assertNotForUs(Requests request) {
    assertThat(PxeRequest.classify(request.packet(), PxePort.PROXY_DHCP))
        .isInstanceOf(NotForUs.class);
  }

  private static void assertMalformed(Requests request, String reason) {
    assertThat(PxeRequest.classify(request.packet(), PxePort.PROXY_DHCP))
        .isInstanceOfSatisfying(Malformed.class, no -> assertThat(no.reason()).contains(reason));
  }
}
