package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket.Op;

class OtherServerTest {

  private static final Inet4Address SOURCE = Requests.address("10.77.0.1");
  private static final Inet4Address GIVEN = Requests.address("10.77.0.50");
  private static final Inet4Address NONE = DhcpPacket.NO_ADDRESS;

  /** 43: boot servers (8), which PXE's menus have; and 1, which other vendors may mean. */
  private static final Octets PXE_OPTIONS = hex("0807" + "8000010a4d0001" + "ff");

  private static final Octets VENDORS_OPTIONS = hex("0104c0a80001ff");
  private static final Octets NO_PROXY = hex("b00101");

  static Stream<Arguments> replies() {
    DhcpOptions plain = options().build();
    DhcpOptions pxe = options().put(OptionCode.VENDOR_CLASS, Octets.of("PXEClient")).build();
    DhcpOptions menu = with(pxe, OptionCode.VENDOR_SPECIFIC, PXE_OPTIONS);
    DhcpOptions http = options().put(OptionCode.VENDOR_CLASS, Octets.of("HTTPClient")).build();
    DhcpOptions named = with(plain, OptionCode.BOOTFILE_NAME, Octets.of("pxelinux.0"));
    return Stream.of(
        Arguments.of("a plain DHCP server", GIVEN, "", plain, true, none()),
        Arguments.of("a proxy", NONE, "", menu, false, Set.of(Conflict.OTHER_PROXY)),
        Arguments.of("a proxy of BINL", NONE, "", pxe, false, Set.of(Conflict.OTHER_PROXY)),
        Arguments.of("a proxy of HTTP", NONE, "", http, false, Set.of(Conflict.OTHER_PROXY)),
        Arguments.of("60 and 43", GIVEN, "", menu, true, Set.of(Conflict.BOOTS_PXE_ITSELF)),
        Arguments.of("60 alone", GIVEN, "", pxe, true, Set.of(Conflict.CALLS_ITSELF_PXE)),
        Arguments.of(
            "60 and a file", GIVEN, "pxelinux.0", pxe, true, Set.of(Conflict.CALLS_ITSELF_PXE)),
        Arguments.of(
            "60 and 43 of another vendor",
            GIVEN,
            "",
            with(pxe, OptionCode.VENDOR_SPECIFIC, VENDORS_OPTIONS),
            true,
            Set.of(Conflict.CALLS_ITSELF_PXE)),
        Arguments.of(
            "43 alone is other vendors', too",
            GIVEN,
            "",
            with(plain, OptionCode.VENDOR_SPECIFIC, PXE_OPTIONS),
            true,
            none()),
        Arguments.of(
            "43 that cannot be read",
            GIVEN,
            "",
            with(plain, OptionCode.VENDOR_SPECIFIC, hex("06ff")),
            true,
            none()),
        Arguments.of("60 HTTPClient", GIVEN, "", http, true, Set.of(Conflict.BOOTS_HTTP_ITSELF)),
        Arguments.of("67", GIVEN, "", named, true, Set.of(Conflict.NAMES_A_BOOT_FILE)),
        Arguments.of("file", GIVEN, "pxelinux.0", plain, true, Set.of(Conflict.NAMES_A_BOOT_FILE)),
        Arguments.of(
            "175.0xb0",
            GIVEN,
            "",
            with(plain, OptionCode.IPXE_ENCAPSULATED, NO_PROXY),
            true,
            Set.of(Conflict.FORBIDS_PROXIES)),
        Arguments.of(
            "175.0xb0 that says no",
            GIVEN,
            "",
            with(plain, OptionCode.IPXE_ENCAPSULATED, hex("b00100")),
            true,
            none()),
        Arguments.of(
            "175.0xb0 and a file",
            GIVEN,
            "pxelinux.0",
            with(plain, OptionCode.IPXE_ENCAPSULATED, NO_PROXY),
            true,
            Set.of(Conflict.FORBIDS_PROXIES, Conflict.NAMES_A_BOOT_FILE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void whatIsInTheWayIsNamed(
      String what,
      Inet4Address yiaddr,
      String file,
      DhcpOptions options,
      boolean givesAddresses,
      Set<Conflict> conflicts) {
    DhcpPacket reply = reply(Op.BOOTREPLY, yiaddr, file, options);
    assertThat(OtherServer.of(reply, SOURCE))
        .contains(new OtherServer(SOURCE, givesAddresses, conflicts));
  }

  @Test
  void everyConflictSaysWhatItDoesAndWhatToDo() {
    for (Conflict conflict : Conflict.values()) {
      assertThat(conflict.effect()).matches("[a-z].*[^.]");
      assertThat(conflict.remedy()).matches("[A-Z].*[^.]");
    }
    assertThat(replies().<Object>flatMap(arguments -> ((Set<?>) arguments.get()[5]).stream()))
        .hasSameElementsAs(List.<Object>of((Object[]) Conflict.values()));
  }

  @ParameterizedTest
  @CsvSource({"OFFER, true", "ACK, true", "NAK, false", "DISCOVER, false"})
  void offersAndAcknowledgementsTell(MessageType type, boolean tells) {
    DhcpOptions options = with(options().build(), OptionCode.MESSAGE_TYPE, Octets.of(type.code()));
    assertThat(OtherServer.of(reply(Op.BOOTREPLY, GIVEN, "", options), SOURCE).isPresent())
        .isEqualTo(tells);
    assertThat(OtherServer.of(reply(Op.BOOTREQUEST, GIVEN, "", options), SOURCE)).isEmpty();
  }

  @Test
  void anAnswerToAnInformIsNoProxys() {
    assertThat(OtherServer.of(reply(Op.BOOTREPLY, NONE, "", options().build()), SOURCE)).isEmpty();
  }

  @Test
  void aServerIsCalledWhatItCallsItself() {
    DhcpOptions named =
        with(options().build(), OptionCode.SERVER_IDENTIFIER, Octets.of(10, 77, 0, 3));
    assertThat(
            OtherServer.of(reply(Op.BOOTREPLY, GIVEN, "", named), SOURCE).orElseThrow().address())
        .isEqualTo(Requests.address("10.77.0.3"));
    DhcpOptions wrong = with(options().build(), OptionCode.SERVER_IDENTIFIER, Octets.of(10, 77));
    assertThat(
            OtherServer.of(reply(Op.BOOTREPLY, GIVEN, "", wrong), SOURCE).orElseThrow().address())
        .isEqualTo(SOURCE);
  }

  @Test
  void theQuestionIsFirmwaresAndAsksForItsAnswerByBroadcast() throws Exception {
    DhcpPacket question = DhcpQuestion.of(MacAddress.parse("52:54:00:77:00:01"), 0x1234);
    DhcpPacket read = DhcpPacketReader.read(ByteBuffer.wrap(DhcpPacketWriter.write(question)));
    assertThat(read).isEqualTo(question);
    assertThat(read.broadcast()).isTrue();
    assertThat(read.xid()).isEqualTo(0x1234);
    assertThat(PxeRequest.classify(read, PxePort.PROXY_DHCP))
        .isInstanceOfSatisfying(
            PxeRequest.class,
            request -> assertThat(request.machine().mac()).hasToString("52:54:00:77:00:01"));
  }

  private static Set<Conflict> none() {
    return Set.of();
  }

  private static DhcpOptions.Builder options() {
    return new DhcpOptions.Builder()
        .put(OptionCode.MESSAGE_TYPE, Octets.of(MessageType.OFFER.code()));
  }

  private static DhcpOptions with(DhcpOptions options, OptionCode code, Octets value) {
    DhcpOptions.Builder builder = new DhcpOptions.Builder();
    options.codes().forEach(known -> builder.put(known, options.get(known).orElseThrow()));
    return builder.put(code, value).build();
  }

  private static Octets hex(String digits) {
    return Octets.of(HexFormat.of().parseHex(digits));
  }

  private static DhcpPacket reply(Op op, Inet4Address yiaddr, String file, DhcpOptions options) {
    return new DhcpPacket(
        op,
        DhcpPacket.ETHERNET,
        6,
        0,
        1,
        0,
        0,
        NONE,
        yiaddr,
        SOURCE,
        NONE,
        Octets.of(new byte[16]),
        "",
        file,
        options);
  }
}
