package org.pixiecore.dhcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A sequence of octets that does not change, like the value of an option. */
public final class Octets {

  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These octets, each from 0 to 255. */
  public static Octets of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Octets(bytes);
  }

  /** A copy of these. */
  public static Octets of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** The text in ISO 8859-1, of which NVT ASCII, the encoding of DHCP's texts, is a part. */
  public static Octets of(String text) {
    return new Octets(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Takes octets from a buffer, whose position moves past them.
   *
   * @throws java.nio.BufferUnderflowException if there are fewer than {@code length}
   */
  public static Octets read(ByteBuffer buffer, int length) {
    if (length == 0) {
      return EMPTY;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new Octets(bytes);
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  /**
   * One octet, from 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there is none at that index
   */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /**
   * Two octets as a number, the first one highest, from 0 to 65535.
   *
   * @throws IndexOutOfBoundsException if there are not two from that index on
   */
  public int uint16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Whether they begin with the octets of a text in ASCII. */
  public boolean startsWith(String text) {
    if (bytes.length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** These octets, then those. */
  public Octets then(Octets more) {
    if (bytes.length == 0) {
      return more;
    }
    byte[] both = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    System.arraycopy(more.bytes, 0, both, bytes.length, more.bytes.length);
    return new Octets(both);
  }

  /** The octets from {@code start} on, {@code length} of them, as text in ISO 8859-1. */
  public String text(int start, int length) {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  /** All octets as text in ISO 8859-1. */
  public String text() {
    return text(0, bytes.length);
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** A view that cannot be written to, from the first octet to the last. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  void write(ByteBuffer out, int start, int length) {
    out.put(bytes, start, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal, with colons between the octets. */
  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
