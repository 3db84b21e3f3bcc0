package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DhcpPacketTest {

  private static final OptionCode UNKNOWN = new OptionCode(250);

  @ParameterizedTest
  @MethodSource("org.pixiecore.dhcp.Captures#names")
  void aCaptureIsReadAndWrittenOctetByOctet(String name) throws Exception {
    byte[] captured = Captures.octets(name);
    byte[] written = DhcpPacketWriter.write(DhcpPacketReader.read(ByteBuffer.wrap(captured)));
    assertThat(written).isEqualTo(captured);
  }

  @ParameterizedTest
  @MethodSource("org.pixiecore.dhcp.Captures#names")
  void aCaptureThatEndsAnywhereIsAnsweredOrRefused(String name) {
    byte[] captured = Captures.octets(name);
    for (int length = 0; length < captured.length; length++) {
      readAndAnswer(Arrays.copyOf(captured, length));
    }
  }

  @ParameterizedTest
  @MethodSource("org.pixiecore.dhcp.Captures#names")
  void aCaptureWithWrongOctetsIsAnsweredOrRefused(String name) {
    Random random = new Random(1);
    byte[] captured = Captures.octets(name);
    for (int round = 0; round < 3000; round++) {
      byte[] mutated = captured.clone();
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        // most of a packet is header that any value fits; the options are what can go wrong
        int from = random.nextInt(4) == 0 ? 0 : 240;
        mutated[from + random.nextInt(mutated.length - from)] = (byte) random.nextInt(256);
      }
      readAndAnswer(mutated);
    }
  }

  /** Whatever the packet, nothing but the declared exception leaves, and an answer is sound. */
  private static void readAndAnswer(byte[] octets) {
    try {
      DhcpPacket packet = DhcpPacketReader.read(ByteBuffer.wrap(octets));
      assertThat(DhcpPacketWriter.write(packet)).hasSizeGreaterThanOrEqualTo(300);
      for (PxePort port : PxePort.values()) {
        if (PxeRequest.classify(packet, port) instanceof PxeRequest request) {
          answer(request);
        }
      }
    } catch (MalformedPacketException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  private static void answer(PxeRequest request) throws MalformedPacketException {
    InetSocketAddress source = new InetSocketAddress("10.77.0.199", 68);
    BootTarget target = new BootTarget.Program("snponly.efi");
    Inet4Address server = Requests.address("10.77.0.2");
    for (AnswerForm form : AnswerForm.values()) {
      Manner manner = new Manner(form, BootMenu.UNSEEN);
      read(ProxyDhcp.decide(request, source, server, target, manner));
    }
  }

  private static void read(Answer answer) throws MalformedPacketException {
    if (answer instanceof Answer.Reply reply) {
      byte[] octets = DhcpPacketWriter.write(reply.packet());
      assertThat(octets).hasSizeLessThanOrEqualTo(ProxyDhcp.LONGEST);
      assertThat(DhcpPacketReader.read(ByteBuffer.wrap(octets))).isEqualTo(reply.packet());
    }
  }

  @Test
  void everyFieldIsWhereRfc2131PutsIt() throws Exception {
    byte[] octets = DhcpPacketWriter.write(Requests.uefi(MessageType.DISCOVER).packet());
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    buffer.put(0, (byte) 2).put(1, (byte) 6).put(2, (byte) 16).put(3, (byte) 9);
    buffer.putInt(4, 0xfedcba98).putShort(8, (short) 0xfffe).putShort(10, (short) 0x8001);
    buffer.putInt(12, 0x0a000001).putInt(16, 0x0a000002).putInt(20, 0xc0a80003);
    buffer.putInt(24, 0xffffffff);
    buffer.position(28).put(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
    buffer
        .position(44)
        .put(Octets.of("server").toArray())
        .position(108)
        .put(Octets.of("boot.file").toArray());

    DhcpPacket packet = DhcpPacketReader.read(ByteBuffer.wrap(octets));

    assertThat(packet.op()).isEqualTo(DhcpPacket.Op.BOOTREPLY);
    assertThat(packet.htype()).isEqualTo(6);
    assertThat(packet.hlen()).isEqualTo(16);
    assertThat(packet.hops()).isEqualTo(9);
    assertThat(packet.xid()).isEqualTo(0xfedcba98);
    assertThat(packet.secs()).isEqualTo(0xfffe);
    assertThat(packet.flags()).isEqualTo(0x8001);
    assertThat(packet.broadcast()).isTrue();
    assertThat(packet.ciaddr().getHostAddress()).isEqualTo("10.0.0.1");
    assertThat(packet.yiaddr().getHostAddress()).isEqualTo("10.0.0.2");
    assertThat(packet.siaddr().getHostAddress()).isEqualTo("192.168.0.3");
    assertThat(packet.giaddr().getHostAddress()).isEqualTo("255.255.255.255");
    assertThat(packet.chaddr()).hasToString("00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f");
    assertThat(packet.sname()).isEqualTo("server");
    assertThat(packet.file()).isEqualTo("boot.file");
    assertThat(packet.messageType()).contains(MessageType.DISCOVER);
    assertThat(DhcpPacketWriter.write(packet)).isEqualTo(octets);
  }

  @Test
  void unknownOptionsAreKeptInTheirOrder() throws Exception {
    DhcpPacket packet = read("fa 02 0102", "35 01 01", "01 00", "e0 01 ff");
    assertThat(packet.options().codes())
        .extracting(OptionCode::code)
        .containsExactly(250, 53, 1, 224);
    assertThat(packet.options().get(UNKNOWN)).contains(Octets.of(1, 2));
    assertThat(packet.options().get(new OptionCode(1))).contains(Octets.EMPTY);
    assertThat(packet.options().get(new OptionCode(2))).isEmpty();
  }

  @Test
  void paddingBetweenOptionsIsSkippedAndNothingIsReadBehindTheEnd() throws Exception {
    assertThat(read("00 00 35 01 01 00", "ff", "fa 01 01").options().codes())
        .containsExactly(OptionCode.MESSAGE_TYPE);
  }

  @Test
  void optionsMayStopWithoutAnEnd() throws Exception {
    byte[] octets = octets("35 01 01");
    assertThat(DhcpPacketReader.read(ByteBuffer.wrap(octets)).messageType())
        .contains(MessageType.DISCOVER);
  }

  @Test
  void rfc3396PiecesOfAnOptionArePutTogether() throws Exception {
    assertThat(read("fa 02 0102", "35 01 01", "fa 01 03", "fa 00").options().get(UNKNOWN))
        .contains(Octets.of(1, 2, 3));
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "255, 257", "256, 260", "510, 514", "511, 517"})
  void rfc3396LongOptionIsWrittenInPieces(int length, int written) throws Exception {
    Octets value = Octets.of("x".repeat(length));
    DhcpPacket packet = Requests.uefi(MessageType.DISCOVER).option(UNKNOWN, value).packet();
    int others = Requests.uefi(MessageType.DISCOVER).packet().options().encodedLength();
    assertThat(packet.options().encodedLength()).isEqualTo(others + written);
    assertThat(DhcpPacketReader.read(ByteBuffer.wrap(DhcpPacketWriter.write(packet))))
        .isEqualTo(packet);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0102    , a server,      ", // file holds options
    "2, 0103    ,         , a file", // sname does
    "3, 010203  ,         ,      " // both do: file comes before sname
  })
  void option52OverloadsSnameAndFile(int overload, String value, String sname, String file)
      throws Exception {
    byte[] octets = octets("fa 01 01", "34 01 0" + overload, "ff");
    put(octets, 44, (overload & 2) != 0 ? "fa 01 03 ff" : hex("a server"));
    put(octets, 108, (overload & 1) != 0 ? "fa 01 02 ff" : hex("a file"));

    DhcpPacket packet = DhcpPacketReader.read(ByteBuffer.wrap(octets));

    assertThat(packet.options().get(UNKNOWN)).contains(Requests.octets(value));
    assertThat(packet.options().contains(OptionCode.OVERLOAD)).isFalse();
    assertThat(packet.sname()).isEqualTo(sname == null ? "" : sname);
    assertThat(packet.file()).isEqualTo(file == null ? "" : file);
  }

  @Test
  void overloadInsideAnOverloadedFieldLeadsNowhere() throws Exception {
    byte[] octets = octets("34 01 01", "ff");
    put(octets, 108, "34 01 03 34 01 01 fa 01 07 ff");
    DhcpPacket packet = DhcpPacketReader.read(ByteBuffer.wrap(octets));
    assertThat(packet.options().codes()).containsExactly(UNKNOWN);
  }

  @Test
  void textInAFieldEndsAtTheFirstNulOrOneOctetBeforeTheField() throws Exception {
    byte[] octets = octets("35 01 01", "ff");
    Arrays.fill(octets, 44, 236, (byte) 'a');
    octets[110] = 0;
    DhcpPacket packet = DhcpPacketReader.read(ByteBuffer.wrap(octets));
    assertThat(packet.sname()).isEqualTo("a".repeat(63));
    assertThat(packet.file()).isEqualTo("aa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fa            | option 250 ends before its length",
        "fa 05 01020304| option 250 says 5 octets, but only 4 are left",
        "34 00         | option 52 is one octet from 1 to 3",
        "34 01 00      | option 52 is one octet from 1 to 3",
        "34 01 04      | option 52 is one octet from 1 to 3",
        "34 02 0101    | option 52 is one octet from 1 to 3",
        "34 01 01 34 01 01 | option 52 is one octet from 1 to 3",
      })
  void malformedOptionsAreRefused(String options, String reason) {
    assertThatThrownBy(() -> DhcpPacketReader.read(ByteBuffer.wrap(octets(options))))
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0   | 03       | op is 1 (BOOTREQUEST) or 2 (BOOTREPLY), not 3",
        "2   | 11       | hlen is 17",
        "236 | 63825362 | magic cookie",
      })
  void malformedHeaderIsRefused(int at, String hex, String reason) {
    byte[] octets = octets("35 01 01", "ff");
    put(octets, at, hex);
    assertThatThrownBy(() -> DhcpPacketReader.read(ByteBuffer.wrap(octets)))
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aHugePacketOfTinyOptionsIsRead() throws Exception {
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < 60_000 / 3; i++) {
      options.append("fa0101");
    }
    assertThat(read(options.toString()).options().get(UNKNOWN).orElseThrow().length())
        .isEqualTo(20_000);
  }

  @Test
  void aPacketIsPaddedTo300Octets() {
    byte[] octets = DhcpPacketWriter.write(Requests.uefi(MessageType.DISCOVER).packet());
    assertThat(octets).hasSize(DhcpPacketWriter.SHORTEST);
    assertThat(octets).endsWith(0, 0, 0);
  }

  @Test
  void readingLeavesTheBufferAsItIs() throws Exception {
    ByteBuffer buffer = ByteBuffer.wrap(octets("35 01 01", "ff"));
    DhcpPacketReader.read(buffer);
    assertThat(buffer.position()).isZero();
  }

  private static DhcpPacket read(String... options) throws MalformedPacketException {
    return DhcpPacketReader.read(ByteBuffer.wrap(octets(options)));
  }

  /** A request with these options. */
  private static byte[] octets(String... options) {
    byte[] header = new byte[240];
    put(header, 0, "01 01 06");
    put(header, 236, "63 82 53 63");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    for (String option : options) {
      out.writeBytes(Requests.octets(option).toArray());
    }
    return out.toByteArray();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(Octets.of(text).toArray());
  }

  private static void put(byte[] octets, int at, String hex) {
    byte[] source = Requests.octets(hex).toArray();
    System.arraycopy(source, 0, octets, at, source.length);
  }
}
