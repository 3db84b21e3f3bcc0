package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Loader;
import org.pixiecore.dhcp.Answer.Ignore;
import org.pixiecore.dhcp.Answer.Reply;

/** What is answered, and where to: facts of firmware, one test each. */
class ProxyDhcpTest {

  private static final Inet4Address SERVER = Requests.address("10.77.0.2");
  private static final InetSocketAddress NOBODY = new InetSocketAddress("0.0.0.0", 68);
  private static final InetSocketAddress UEFI = new InetSocketAddress("10.77.0.199", 4011);
  private static final BootTarget PROGRAM = new BootTarget.Program("snponly.efi");
  private static final String PROGRAM_FILE = "52-54-00-77-00-01/snponly.efi";
  private static final String URL = "http://10.77.0.2:8181/_/ipxe?mac=52:54:00:77:00:01";
  private static final BootTarget SCRIPT = new BootTarget.Script(URL);
  private static final String FOLDER = "http://10.77.0.2:8181/_/x/";
  private static final BootTarget HTTP_PROGRAM = new BootTarget.HttpProgram(FOLDER + "ipxe.efi");
  private static final String UNSEEN_MENU =
      "060103 0807 800001 0a4d0002 090f 80000c 4e6574776f726b20626f6f74"
          + " 0a0d 00 4e6574776f726b20626f6f74 ff";
  private static final String RASPBERRY_PI_BOOT =
      "060103 0914 000011 526173706265727279205069 20426f6f74 0a04 00 505845 ff";
  private static final Octets BOOT_NOW = Requests.octets("06 01 08 ff");

  /** The answer to every capture of a network boot, whole: the table of who gets which form. */
  @ParameterizedTest
  @CsvSource({
    "ovmf-x64-discover, PROXY_DHCP, OFFER, 06:01:08:ff",
    "ovmf-x64-request-4011, BOOT_SERVER, ACK, ",
    "ovmf-x64-request-4011-menu, BOOT_SERVER, ACK, 47:04:80:02:00:00:ff",
    "ipxe-rom-e1000-discover, PROXY_DHCP, OFFER, ",
    "ipxe-rom-virtio-discover, PROXY_DHCP, OFFER, ",
    "ipxe-rom-virtio-request-4011, BOOT_SERVER, ACK, ",
    "ipxe-rom-e1000-request-4011-menu, BOOT_SERVER, ACK, 47:04:80:00:00:00:ff",
    "ipxe-undionly-discover, PROXY_DHCP, OFFER, ",
    "ipxe-snponly-discover, PROXY_DHCP, OFFER, ",
    "ipxe-snponly-request-4011, BOOT_SERVER, ACK, ",
  })
  void captureIsAnswered(String capture, PxePort port, MessageType type, String option43)
      throws Exception {
    DhcpPacket packet = Captures.packet(capture + ".hex");
    PxeRequest request = (PxeRequest) PxeRequest.classify(packet, port);
    boolean script = request.client().loads() == Client.Loads.SCRIPT;
    InetSocketAddress source = port == PxePort.PROXY_DHCP ? NOBODY : UEFI;

    DhcpPacket reply =
        ((Reply)
                ProxyDhcp.decide(request, source, SERVER, script ? SCRIPT : PROGRAM, Manner.DIRECT))
            .packet();

    DhcpOptions.Builder options =
        new DhcpOptions.Builder()
            .put(OptionCode.MESSAGE_TYPE, Octets.of(type.code()))
            .put(OptionCode.SERVER_IDENTIFIER, Octets.of(10, 77, 0, 2))
            .put(OptionCode.VENDOR_CLASS, Octets.of("PXEClient"))
            .put(
                OptionCode.CLIENT_MACHINE_IDENTIFIER,
                packet.options().get(OptionCode.CLIENT_MACHINE_IDENTIFIER).orElseThrow());
    if (option43 != null) {
      options.put(OptionCode.VENDOR_SPECIFIC, Requests.octets(option43.replace(":", "")));
    }
    options.put(OptionCode.BOOTFILE_NAME, Octets.of(script ? URL : PROGRAM_FILE));
    assertThat(reply)
        .isEqualTo(
            new DhcpPacket(
                DhcpPacket.Op.BOOTREPLY,
                1,
                6,
                0,
                packet.xid(),
                0,
                packet.flags(),
                port == PxePort.PROXY_DHCP ? DhcpPacket.NO_ADDRESS : packet.ciaddr(),
                DhcpPacket.NO_ADDRESS,
                SERVER,
                packet.giaddr(),
                packet.chaddr(),
                script ? "" : "10.77.0.2",
                script ? URL : PROGRAM_FILE,
                options.build()));
    assertThat(new ArrayList<>(reply.options().codes()))
        .isEqualTo(new ArrayList<>(options.build().codes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 7, 9})
  void plainPxeOfEveryArchitectureBootsFromTheOfferAtOnce(int architecture) {
    DhcpPacket reply =
        reply(
            Requests.uefi(MessageType.DISCOVER)
                .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, architecture)),
            PROGRAM);
    assertThat(reply.options().get(OptionCode.VENDOR_SPECIFIC)).contains(BOOT_NOW);
    assertThat(reply.siaddr()).isEqualTo(SERVER);
    assertThat(reply.sname()).isEqualTo("10.77.0.2");
    assertThat(reply.file()).isEqualTo(PROGRAM_FILE);
    assertThat(reply.options().get(OptionCode.BOOTFILE_NAME)).contains(Octets.of(PROGRAM_FILE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 7, 9})
  void anyArchitectureIsAnsweredOn4011(int architecture) {
    DhcpPacket reply =
        bootServerReply(
            Requests.uefi(MessageType.REQUEST)
                .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, architecture)));
    assertThat(reply.messageType()).contains(MessageType.ACK);
    assertThat(reply.siaddr()).isEqualTo(SERVER);
    assertThat(reply.file()).isEqualTo(PROGRAM_FILE);
    assertThat(reply.options().contains(OptionCode.VENDOR_SPECIFIC)).isFalse();
  }

  @Test
  void ipxeWithoutHttpIsOfferedAProgram() {
    DhcpPacket reply =
        reply(
            Requests.ipxe(MessageType.DISCOVER)
                .option(OptionCode.IPXE_ENCAPSULATED, "180101 120101"),
            PROGRAM);
    assertThat(reply.file()).isEqualTo(PROGRAM_FILE);
    assertThat(reply.options().get(OptionCode.VENDOR_SPECIFIC)).contains(BOOT_NOW);
  }

  @Test
  void captureOfHttpBootIsOfferedAUrlAndNothingOfTftp() throws Exception {
    DhcpPacket packet = Captures.packet("ovmf-x64-http-discover.hex");
    PxeRequest request = (PxeRequest) PxeRequest.classify(packet, PxePort.PROXY_DHCP);
    DhcpPacket reply =
        ((Reply) ProxyDhcp.decide(request, NOBODY, SERVER, HTTP_PROGRAM, Manner.DIRECT)).packet();

    DhcpOptions.Builder options =
        new DhcpOptions.Builder()
            .put(OptionCode.MESSAGE_TYPE, Octets.of(MessageType.OFFER.code()))
            .put(OptionCode.SERVER_IDENTIFIER, Octets.of(10, 77, 0, 2))
            .put(OptionCode.VENDOR_CLASS, Octets.of("HTTPClient"))
            .put(
                OptionCode.CLIENT_MACHINE_IDENTIFIER,
                packet.options().get(OptionCode.CLIENT_MACHINE_IDENTIFIER).orElseThrow())
            .put(OptionCode.BOOTFILE_NAME, Octets.of(FOLDER + "ipxe.efi"));
    assertThat(reply.options()).isEqualTo(options.build());
    assertThat(reply.sname()).isEmpty();
    assertThat(reply.file()).isEqualTo(FOLDER + "ipxe.efi");
    assertThat(reply.yiaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(
            ((Reply) ProxyDhcp.decide(request, NOBODY, SERVER, HTTP_PROGRAM, Manner.DIRECT))
                .destination())
        .isEqualTo(new Destination.Broadcast());
  }

  @Test
  void aUrlOfHttpBootThatIsTooLongForFileIsNotCutThere() {
    BootTarget target =
        new BootTarget.HttpProgram("http://10.77.0.2/" + "x".repeat(220) + "/ipxe.efi");
    DhcpPacket reply = reply(Requests.http(16), target);
    assertThat(reply.file()).isEmpty();
    assertThat(reply.options().get(OptionCode.BOOTFILE_NAME))
        .contains(Octets.of(target.toString()));
  }

  @ParameterizedTest
  @EnumSource(PxePort.class)
  void pxelinuxIsToldItsFolderAndConfigurationBeforeTheBootFile(PxePort port) {
    BootTarget target = new BootTarget.Program("lpxelinux.0", Loader.PXELINUX, Optional.of(FOLDER));
    MessageType type = port == PxePort.PROXY_DHCP ? MessageType.DISCOVER : MessageType.REQUEST;
    DhcpPacket packet =
        Requests.uefi(type)
            .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, 0))
            .option(OptionCode.RELAY_AGENT_INFORMATION, "0104 65746830")
            .packet();
    PxeRequest request = (PxeRequest) PxeRequest.classify(packet, port);
    DhcpPacket reply =
        ((Reply) ProxyDhcp.decide(request, UEFI, SERVER, target, Manner.DIRECT)).packet();
    assertThat(reply.file()).isEqualTo("52-54-00-77-00-01/lpxelinux.0");
    assertThat(reply.sname()).isEqualTo("10.77.0.2");
    assertThat(reply.options().get(OptionCode.PXELINUX_CONFIGURATION))
        .contains(Octets.of("pxelinux.cfg/default"));
    assertThat(reply.options().get(OptionCode.PXELINUX_PATH_PREFIX)).contains(Octets.of(FOLDER));
    assertThat(reply.options().codes()).extracting(OptionCode::code).endsWith(209, 210, 67, 82);
  }

  @Test
  void aProgramThatIsToldNoFolderHasNeitherOption209Nor210() {
    assertThat(reply(Requests.uefi(MessageType.DISCOVER), PROGRAM).options().codes())
        .extracting(OptionCode::code)
        .doesNotContain(209, 210);
  }

  @Test
  void ipxeOfEveryFeatureIsGivenTheProgramThatAPersonChose() {
    DhcpPacket reply = reply(Requests.ipxe(MessageType.DISCOVER), PROGRAM);
    assertThat(reply.siaddr()).isEqualTo(SERVER);
    assertThat(reply.sname()).isEqualTo("10.77.0.2");
    assertThat(reply.file()).isEqualTo(PROGRAM_FILE);
  }

  /** The table of who gets which form: option 43, and whether the boot file is named. */
  @ParameterizedTest
  @CsvSource({
    // who asks, the form set for firmware, the port -> option 43, boot file
    "PXE, DIRECT, PROXY_DHCP, 060108ff, true",
    "PXE, BINL, PROXY_DHCP, , false",
    "PXE, PLAIN, PROXY_DHCP, , true",
    "PXE, MENU, PROXY_DHCP, " + UNSEEN_MENU + ", false",
    "PXE, DIRECT, BOOT_SERVER, , true",
    "PXE, BINL, BOOT_SERVER, , true",
    "PXE, PLAIN, BOOT_SERVER, , true",
    "PXE, MENU, BOOT_SERVER, , true",
    "IPXE, MENU, PROXY_DHCP, , true",
    "IPXE, MENU, BOOT_SERVER, , true",
    "IPXE_LIMITED, MENU, PROXY_DHCP, 060108ff, true",
    "IPXE_LIMITED, MENU, BOOT_SERVER, , true",
    "HTTP_BOOT, MENU, PROXY_DHCP, , true",
    "U_BOOT, MENU, PROXY_DHCP, , true",
    "RASPBERRY_PI, MENU, PROXY_DHCP, " + RASPBERRY_PI_BOOT + ", true",
  })
  void whoAsksDecidesTheForm(
      Client client, AnswerForm form, PxePort port, String option43, boolean file) {
    MessageType type = port == PxePort.PROXY_DHCP ? MessageType.DISCOVER : MessageType.REQUEST;
    PxeRequest request = (PxeRequest) PxeRequest.classify(requestOf(client, type).packet(), port);
    assertThat(request.client()).isEqualTo(client);
    Manner manner = new Manner(form, BootMenu.UNSEEN);
    DhcpPacket reply = ((Reply) ProxyDhcp.decide(request, UEFI, SERVER, PROGRAM, manner)).packet();
    assertThat(reply.options().get(OptionCode.VENDOR_SPECIFIC))
        .isEqualTo(Optional.ofNullable(option43).map(Requests::octets));
    assertThat(reply.options().contains(OptionCode.BOOTFILE_NAME)).isEqualTo(file);
    assertThat(reply.file().isEmpty()).isNotEqualTo(file);
    assertThat(reply.siaddr()).isEqualTo(SERVER); // BINL asks it; a Raspberry Pi loads from it
    assertThat(reply.options().get(OptionCode.VENDOR_CLASS))
        .contains(Octets.of(client == Client.HTTP_BOOT ? "HTTPClient" : "PXEClient"));
  }

  private static Requests requestOf(Client client, MessageType type) {
    return switch (client) {
      case PXE -> Requests.uefi(type);
      case HTTP_BOOT -> Requests.http(16);
      case IPXE -> Requests.ipxe(type);
      case IPXE_LIMITED -> Requests.ipxe(type).option(OptionCode.IPXE_ENCAPSULATED, "130101");
      case RASPBERRY_PI -> Requests.uefi(type).option(OptionCode.CLIENT_ARCHITECTURE, "0029");
      case U_BOOT -> Requests.uefi(type).option(OptionCode.CLIENT_ARCHITECTURE, "0016");
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"raspberry-pi-3-discover", "raspberry-pi-5-discover", "u-boot-arm64-discover"})
  void whoKnowsItsFilesNamesIsToldOfTheServerAlone(String capture) throws Exception {
    PxeRequest request =
        (PxeRequest) PxeRequest.classify(Captures.packet(capture + ".hex"), PxePort.PROXY_DHCP);
    DhcpPacket reply =
        ((Reply)
                ProxyDhcp.decide(
                    request, NOBODY, SERVER, new BootTarget.NamedFiles(), Manner.DIRECT))
            .packet();
    assertThat(reply.siaddr()).isEqualTo(SERVER);
    assertThat(reply.file()).isEmpty();
    assertThat(reply.yiaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(reply.options().contains(OptionCode.BOOTFILE_NAME)).isFalse();
  }

  @Test
  void ipxeTakesTheOfferDirectlyBecauseSiaddrAndBootFileAreSet() {
    DhcpPacket reply = reply(Requests.ipxe(MessageType.DISCOVER), SCRIPT);
    assertThat(reply.siaddr()).isEqualTo(SERVER);
    assertThat(reply.options().get(OptionCode.BOOTFILE_NAME)).contains(Octets.of(URL));
    assertThat(reply.options().contains(OptionCode.VENDOR_SPECIFIC)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(PxePort.class)
  void edk2DropsWhatHasNoOption54AndNobodyGetsAnAddress(PxePort port) {
    MessageType type = port == PxePort.PROXY_DHCP ? MessageType.DISCOVER : MessageType.REQUEST;
    PxeRequest request =
        (PxeRequest) PxeRequest.classify(Requests.uefi(type).ciaddr("10.77.0.199").packet(), port);
    DhcpPacket reply =
        ((Reply) ProxyDhcp.decide(request, UEFI, SERVER, PROGRAM, Manner.DIRECT)).packet();
    assertThat(reply.options().get(OptionCode.SERVER_IDENTIFIER))
        .contains(Octets.of(SERVER.getAddress()));
    assertThat(reply.yiaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(reply.options().codes())
        .extracting(OptionCode::code)
        .doesNotContain(1, 3, 6, 50, 51, 58, 59);
  }

  @Test
  void option60IsTheNineCharactersAlone() {
    assertThat(
            reply(Requests.uefi(MessageType.DISCOVER), PROGRAM)
                .options()
                .get(OptionCode.VENDOR_CLASS))
        .contains(Octets.of("PXEClient"));
  }

  @Test
  void option97IsLeftOutWhereItDidNotCome() {
    assertThat(
            reply(Requests.uefi(MessageType.DISCOVER), PROGRAM)
                .options()
                .contains(OptionCode.CLIENT_MACHINE_IDENTIFIER))
        .isFalse();
  }

  @Test
  void option97IsEchoedAsItCame() {
    Octets uuid = Requests.octets("00 00112233445566778899aabbccddeeff");
    assertThat(
            reply(
                    Requests.uefi(MessageType.DISCOVER)
                        .option(OptionCode.CLIENT_MACHINE_IDENTIFIER, uuid),
                    PROGRAM)
                .options()
                .get(OptionCode.CLIENT_MACHINE_IDENTIFIER))
        .contains(uuid);
  }

  @Test
  void option67IsLastBecauseEdk2WritesANulBehindIt() {
    byte[] octets = DhcpPacketWriter.write(reply(Requests.uefi(MessageType.DISCOVER), PROGRAM));
    String text = Octets.of(octets).text();
    assertThat(text.substring(text.lastIndexOf(PROGRAM_FILE))).matches(PROGRAM_FILE + "\u00ff\0*");
  }

  @Test
  void option82IsEchoedAndStandsLast() {
    Octets circuit = Requests.octets("01 04 65746830");
    DhcpOptions options =
        reply(
                Requests.uefi(MessageType.DISCOVER)
                    .option(OptionCode.RELAY_AGENT_INFORMATION, circuit)
                    .option(OptionCode.CLIENT_MACHINE_IDENTIFIER, "00".repeat(17))
                    .giaddr("10.1.0.1"),
                PROGRAM)
            .options();
    assertThat(options.get(OptionCode.RELAY_AGENT_INFORMATION)).contains(circuit);
    assertThat(List.copyOf(options.codes())).last().isEqualTo(OptionCode.RELAY_AGENT_INFORMATION);
  }

  @Test
  void theReplyIsPaddedTo300AndEchoesTheTransaction() {
    DhcpPacket request = Requests.uefi(MessageType.DISCOVER).giaddr("10.1.0.1").packet();
    DhcpPacket reply =
        ((Reply)
                ProxyDhcp.decide(
                    (PxeRequest) PxeRequest.classify(request, PxePort.PROXY_DHCP),
                    NOBODY,
                    SERVER,
                    PROGRAM,
                    Manner.DIRECT))
            .packet();
    assertThat(DhcpPacketWriter.write(reply)).hasSizeGreaterThanOrEqualTo(300);
    assertThat(reply.chaddr()).isEqualTo(request.chaddr());
    assertThat(reply.xid()).isEqualTo(request.xid());
    assertThat(reply.flags()).isEqualTo(request.flags());
    assertThat(reply.giaddr()).isEqualTo(request.giaddr());
  }

  @ParameterizedTest
  @CsvSource({
    // giaddr, flags, ciaddr -> destination
    "10.1.0.1, 8000, 10.77.0.9, 'Relay[giaddr=/10.1.0.1]'",
    "10.1.0.1, 0000, 0.0.0.0, 'Relay[giaddr=/10.1.0.1]'",
    "0.0.0.0, 8000, 0.0.0.0, 'Broadcast[]'",
    "0.0.0.0, 8000, 10.77.0.9, 'Broadcast[]'",
    "0.0.0.0, 0000, 0.0.0.0, 'Broadcast[]'",
    "0.0.0.0, 0000, 10.77.0.9, 'Client[address=/10.77.0.9:68]'",
  })
  void anOfferGoesToTheRelayOrEverybodyOrTheClient(
      String giaddr, String flags, String ciaddr, String destination) {
    Answer answer =
        decide(
            Requests.uefi(MessageType.DISCOVER)
                .giaddr(giaddr)
                .flags(Integer.parseInt(flags, 16))
                .ciaddr(ciaddr),
            PROGRAM);
    assertThat(((Reply) answer).destination()).hasToString(destination);
  }

  @ParameterizedTest
  @CsvSource({"4011", "68", "2070"})
  void on4011TheAnswerGoesBackToWhereTheRequestCameFrom(int port) {
    // EDK2 asks from 4011 and listens there; iPXE asks from 68
    InetSocketAddress source = new InetSocketAddress("10.77.0.199", port);
    Answer answer = decideBootServer(Requests.uefi(MessageType.REQUEST), source);
    assertThat(((Reply) answer).destination()).isEqualTo(new Destination.Client(source));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 68", "255.255.255.255, 68", "224.0.0.1, 68", "10.77.0.199, 0", "::1, 68"})
  void on4011AForgedSourceIsNotAnswered(String address, int port) {
    assertThat(
            decideBootServer(
                Requests.uefi(MessageType.REQUEST), new InetSocketAddress(address, port)))
        .isInstanceOf(Ignore.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"255.255.255.255", "224.0.0.1", "0.0.0.7"})
  void aForgedRelayOrClientIsNotAnswered(String address) {
    assertThat(decide(Requests.uefi(MessageType.DISCOVER).giaddr(address), PROGRAM))
        .isInstanceOf(Ignore.class);
    assertThat(decide(Requests.uefi(MessageType.DISCOVER).flags(0).ciaddr(address), PROGRAM))
        .isInstanceOf(Ignore.class);
  }

  @ParameterizedTest
  @CsvSource({"127, true", "128, false", "255, false", "600, false"})
  void aUrlTooLongForFileGoesIn67Only(int length, boolean inFile) {
    String url = "http://10.77.0.2/" + "x".repeat(length - "http://10.77.0.2/".length());
    DhcpPacket reply = reply(Requests.ipxe(MessageType.DISCOVER), new BootTarget.Script(url));
    assertThat(reply.file()).isEqualTo(inFile ? url : "");
    assertThat(reply.options().get(OptionCode.BOOTFILE_NAME)).contains(Octets.of(url));
  }

  @Test
  void aProgramNameTooLongForFileGoesIn67Only() {
    DhcpPacket reply =
        reply(Requests.uefi(MessageType.DISCOVER), new BootTarget.Program("x".repeat(200)));
    assertThat(reply.file()).isEmpty();
    assertThat(reply.options().get(OptionCode.BOOTFILE_NAME).orElseThrow().length()).isEqualTo(218);
  }

  @Test
  void aPacketOfMoreThan1472OctetsIsNeverMade() {
    // 240 of header, then 53, 54, 60 and the end, then 67 in pieces with two octets each
    int others = 240 + 3 + 6 + 11 + 1;
    int fits = 1472 - others - 5 * 2;
    assertThat(offerOf(fits)).isInstanceOf(Reply.class);
    assertThat(offerOf(fits + 1)).isInstanceOf(Ignore.class);
  }

  @Test
  void aHugeOption82MakesNoHugePacket() {
    Answer answer =
        decide(
            Requests.uefi(MessageType.DISCOVER)
                .option(OptionCode.RELAY_AGENT_INFORMATION, Octets.of("x".repeat(1500)))
                .giaddr("10.1.0.1"),
            PROGRAM);
    assertThat(answer).isInstanceOf(Ignore.class);
  }

  private static Answer offerOf(int urlLength) {
    String url = "http://10.77.0.2/";
    url += "x".repeat(urlLength - url.length());
    return decide(Requests.ipxe(MessageType.DISCOVER), new BootTarget.Script(url));
  }

  private static DhcpPacket reply(Requests request, BootTarget target) {
    return ((Reply) decide(request, target)).packet();
  }

  private static Answer decide(Requests request, BootTarget target) {
    PxeRequest asked = (PxeRequest) PxeRequest.classify(request.packet(), PxePort.PROXY_DHCP);
    return ProxyDhcp.decide(asked, NOBODY, SERVER, target, Manner.DIRECT);
  }

  private static DhcpPacket bootServerReply(Requests request) {
    return ((Reply) decideBootServer(request, UEFI)).packet();
  }

  private static Answer decideBootServer(Requests request, InetSocketAddress source) {
    PxeRequest asked = (PxeRequest) PxeRequest.classify(request.packet(), PxePort.BOOT_SERVER);
    return ProxyDhcp.decide(asked, source, SERVER, PROGRAM, Manner.DIRECT);
  }
}
