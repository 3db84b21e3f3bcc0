package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TftpReaderTest {

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("nothing", datagram(""), "shorter than an opcode"),
        arguments("one octet", new byte[1], "shorter than an opcode"),
        arguments("opcode 0", datagram("\0\0"), "opcode 0 is none of 1 to 6"),
        arguments("opcode 7", datagram("\0\7"), "opcode 7 is none of 1 to 6"),
        arguments("opcode 65535", HexFormat.of().parseHex("ffff"), "opcode 65535 is none"),
        arguments("a name with no end", datagram("\0\1file"), "the name of the file has no NUL"),
        arguments("a mode with no end", datagram("\0\1file\0octet"), "the mode has no NUL"),
        arguments("no mode", datagram("\0\1file\0"), "the mode has no NUL"),
        arguments("an unknown mode", datagram("\0\1file\0hex\0"), "a mode that RFC 1350 lacks"),
        arguments(
            "an option with no value",
            datagram("\0\1file\0octet\0blksize\0"),
            "an option's value has no NUL"),
        arguments(
            "an option with no end",
            datagram("\0\1file\0octet\0blksize"),
            "an option's name has no NUL"),
        arguments(
            "an option twice",
            datagram("\0\1file\0octet\0blksize\0" + "512\0BLKSIZE\0" + "1432\0"),
            "an option twice"),
        arguments(
            "options without end",
            datagram("\0\1file\0octet\0" + options(TftpReader.MAX_OPTIONS + 1)),
            "more than 16 options"),
        arguments(
            "a name of 65535 octets",
            datagram("\0\1" + "a".repeat(65535) + "\0octet\0"),
            "a request of more than 1468 octets"),
        arguments(
            "a name that is no UTF-8",
            HexFormat.of().parseHex("0001ff006f6374657400"),
            "the name of the file is no text"),
        arguments("half an ACK", HexFormat.of().parseHex("000400"), "ACK ends inside"),
        arguments("half a DATA", HexFormat.of().parseHex("0003"), "DATA ends inside"),
        arguments("half an ERROR", HexFormat.of().parseHex("000500"), "ERROR ends inside"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void malformed(String what, byte[] datagram, String reason) {
    assertThatThrownBy(() -> TftpReader.read(ByteBuffer.wrap(datagram)))
        .as(what)
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void modeAndOptionNamesAreMatchedWithoutCase() throws Exception {
    TftpPacket.Request request = (TftpPacket.Request) read("\0\1file\0OcTeT\0BlkSize\0" + "1432\0");

    assertThat(request.mode()).isEqualTo(TransferMode.OCTET);
    assertThat(request.options()).containsExactly(entry("blksize", "1432"));
  }

  @Test
  void aRequestOfTheLongestLengthIsRead() throws Exception {
    String name = "n".repeat(TftpReader.MAX_REQUEST_LENGTH - "\0\1\0octet\0".length());

    assertThat(read("\0\1" + name + "\0octet\0"))
        .isEqualTo(new TftpPacket.ReadRequest(name, TransferMode.OCTET, Map.of()));
  }

  @Test
  void asManyOptionsAsAreAllowedAreRead() throws Exception {
    TftpPacket.Request request =
        (TftpPacket.Request) read("\0\1file\0octet\0" + options(TftpReader.MAX_OPTIONS));

    assertThat(request.options()).hasSize(TftpReader.MAX_OPTIONS);
  }

  @Test
  void anErrorWithoutMessageOrNulIsRead() throws Exception {
    assertThat(read("\0\5\0\10"))
        .isEqualTo(new TftpPacket.ErrorPacket(TftpErrorCode.OPTION_NEGOTIATION_FAILED, ""));
    assertThat(read("\0\5\0\1gone"))
        .isEqualTo(new TftpPacket.ErrorPacket(TftpErrorCode.FILE_NOT_FOUND, "gone"));
  }

  @Test
  void anErrorsMessageIsBoundedAndHasNoControlCharacters() throws Exception {
    TftpPacket.ErrorPacket error =
        (TftpPacket.ErrorPacket) read("\0\5\0\0" + "\n\33[31m" + "x".repeat(2000));

    assertThat(error.message()).startsWith("??[31mx").hasSize(256);
  }

  @Test
  void anErrorCodeThatNoRfcDefinesIsNotDefined() throws Exception {
    assertThat(read("\0\5\0\143odd\0"))
        .isEqualTo(new TftpPacket.ErrorPacket(TftpErrorCode.NOT_DEFINED, "odd"));
  }

  static Stream<TftpPacket> packets() {
    Map<String, String> options = Map.of("blksize", "1432");
    return Stream.of(
        new TftpPacket.ReadRequest("a/b.efi", TransferMode.OCTET, options),
        new TftpPacket.WriteRequest("a", TransferMode.NETASCII, Map.of()),
        new TftpPacket.Data(65535, ByteBuffer.wrap(new byte[] {1, 2, 3})),
        new TftpPacket.Ack(40000),
        new TftpPacket.ErrorPacket(TftpErrorCode.ACCESS_VIOLATION, "no"),
        new TftpPacket.OptionAck(options));
  }

  @ParameterizedTest
  @MethodSource("packets")
  void whatIsWrittenIsReadAgain(TftpPacket packet) throws Exception {
    ByteBuffer datagram = ByteBuffer.allocate(600);
    TftpWriter.write(packet, datagram);

    assertThat(TftpReader.read(datagram.flip())).isEqualTo(packet);
  }

  private static String options(int count) {
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < count; i++) {
      options.append("o").append(i).append("\0" + "1\0");
    }
    return options.toString();
  }

  private static TftpPacket read(String datagram) throws MalformedPacketException {
    return TftpReader.read(ByteBuffer.wrap(datagram(datagram)));
  }

  private static byte[] datagram(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
