package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpDatagramTest {

  private static final InetSocketAddress CLIENT = new InetSocketAddress("10.71.0.99", 68);
  private static final InetSocketAddress SERVER = new InetSocketAddress("10.71.0.2", 67);

  /** "abc" from 10.71.0.99 port 68 to 10.71.0.2 port 67; checksums worked out by hand. */
  private static final byte[] ABC =
      HexFormat.of()
          .parseHex("4500001f00004000401125dc0a4700630a470002" + "00440043000b25fc" + "616263");

  @Test
  void aDatagramIsWrittenOctetByOctet() {
    assertThat(UdpDatagram.write(CLIENT, SERVER, new byte[] {'a', 'b', 'c'})).isEqualTo(ABC);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 300, 1472, 65507})
  void whatIsWrittenIsRead(int length) throws Exception {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 0xfe);
    UdpDatagram read = read(UdpDatagram.write(CLIENT, SERVER, payload));
    assertThat(read.source()).isEqualTo(CLIENT);
    assertThat(read.destination()).isEqualTo(SERVER);
    assertThat(payload(read)).isEqualTo(payload);
  }

  @Test
  void whatEndsAnywhereIsRefused() {
    for (int length = 0; length < ABC.length; length++) {
      byte[] part = Arrays.copyOf(ABC, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(MalformedPacketException.class);
    }
  }

  @Test
  void aWrongOctetAnywhereIsRefused() {
    for (int at = 0; at < ABC.length; at++) {
      byte[] wrong = ABC.clone();
      wrong[at] ^= 0x11;
      assertThatThrownBy(() -> read(wrong))
          .as("octet " + at)
          .isInstanceOf(MalformedPacketException.class);
    }
  }

  @Test
  void whatEthernetPadsWithIsNoPayload() throws Exception {
    assertThat(payload(read(Arrays.copyOf(ABC, 46)))).asString().isEqualTo("abc");
  }

  @Test
  void optionsOfIpAreSkipped() throws Exception {
    byte[] routed = new byte[ABC.length + 4];
    System.arraycopy(ABC, 0, routed, 0, 20);
    System.arraycopy(ABC, 20, routed, 24, ABC.length - 20);
    routed[0] = 0x46;
    routed[3] = (byte) (ABC[3] + 4);
    routed[20] = (byte) 0x94; // router alert (RFC 2113)
    routed[21] = 4;
    mendHeader(routed);
    assertThat(payload(read(routed))).asString().isEqualTo("abc");
    for (int length = 0; length < routed.length; length++) {
      byte[] part = Arrays.copyOf(routed, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(MalformedPacketException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, 20, fragment", // more fragments follow
    "7, 1, fragment", // not the first one
    "9, 6, UDP", // TCP
    "0, 65, IPv4", // an IPv4 header of 4 octets
    "0, 101, IPv4", // IPv6
    "3, 27, headers", // an IPv4 packet that ends in the UDP header
    "3, 32, there", // and one that is longer than what came
  })
  void whatIsNoWholeDatagramIsRefused(int at, int value, String words) {
    byte[] other = ABC.clone();
    other[at] = (byte) value;
    if (other[0] == ABC[0]) {
      mendHeader(other);
    }
    assertThatThrownBy(() -> read(other)).hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 12, 255})
  void aLengthOfUdpThatCannotBeIsRefused(int length) {
    byte[] other = ABC.clone();
    other[25] = (byte) length;
    assertThatThrownBy(() -> read(other)).hasMessageContaining("UDP header says " + length);
  }

  @Test
  void aChecksumThatWasLeftOutOrIsNotMadeYetIsAccepted() throws Exception {
    byte[] without = ABC.clone();
    without[26] = 0;
    without[27] = 0;
    assertThat(payload(read(without))).asString().isEqualTo("abc");
    // as a veth hands it over: 0a47 + 0063 + 0a47 + 0002 + 0011 (UDP) + 000b (length)
    byte[] partial = ABC.clone();
    partial[26] = 0x15;
    partial[27] = 0x0f;
    assertThat(payload(read(partial))).asString().isEqualTo("abc");
  }

  @Test
  void aChecksumThatComesOutAsZeroIsWrittenInItsOtherForm() throws Exception {
    // the payload that makes the sum 0xffff
    byte[] payload = {(byte) 0xea, 0x60};
    byte[] written = UdpDatagram.write(CLIENT, SERVER, payload);
    assertThat(Arrays.copyOfRange(written, 26, 28)).isEqualTo(new byte[] {-1, -1});
    assertThat(payload(read(written))).isEqualTo(payload);
  }

  @Test
  void aPayloadThatFitsNoPacketIsRefused() {
    assertThatThrownBy(() -> UdpDatagram.write(CLIENT, SERVER, new byte[65508]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65507");
  }

  @Test
  void thePacketsBufferIsNotMoved() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(ABC.length + 5).put(new byte[5]).put(ABC).position(5);
    assertThat(payload(UdpDatagram.read(buffer))).asString().isEqualTo("abc");
    assertThat(buffer.position()).isEqualTo(5);
  }

  private static UdpDatagram read(byte[] octets) throws MalformedPacketException {
    return UdpDatagram.read(ByteBuffer.wrap(octets));
  }

  private static byte[] payload(UdpDatagram datagram) {
    byte[] octets = new byte[datagram.payload().remaining()];
    datagram.payload().get(octets);
    return octets;
  }

  private static void mendHeader(byte[] packet) {
    packet[10] = 0;
    packet[11] = 0;
    int sum = 0;
    for (int at = 0; at < (packet[0] & 0xf) * 4; at += 2) {
      sum += ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
    }
    int checksum = ~((sum >>> 16) + (sum & 0xffff));
    packet[10] = (byte) (checksum >> 8);
    packet[11] = (byte) checksum;
  }
}
