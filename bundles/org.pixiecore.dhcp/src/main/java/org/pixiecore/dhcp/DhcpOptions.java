package org.pixiecore.dhcp;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options in their order, known and unknown ones; each code once. On the wire they are code, length
 * and value (RFC 2132 section 2), and a value longer than 255 octets stands in several pieces (RFC
 * 3396). Options inside {@linkplain OptionCode#VENDOR_SPECIFIC another option} have the same form.
 */
public final class DhcpOptions {

  /** None. */
  public static final DhcpOptions NONE = new DhcpOptions(Map.of());

  private static final int PAD = 0;
  private static final int END = 255;
  private static final int LONGEST_PIECE = 255;

  private final Map<OptionCode, Octets> values;

  private DhcpOptions(Map<OptionCode, Octets> values) {
    this.values = values;
  }

  /** Collects options. */
  public static final class Builder {
    private final Map<OptionCode, Octets> values = new LinkedHashMap<>();

    /** Adds an option at the end; if it is there already, in its old place with the new value. */
    public Builder put(OptionCode code, Octets value) {
      values.put(code, value);
      return this;
    }

    /** The options so far. */
    public DhcpOptions build() {
      return new DhcpOptions(new LinkedHashMap<>(values));
    }

    /**
     * Reads options up to the end of the buffer or the {@linkplain #END end option}, whichever
     * comes first: some clients leave the latter out. Pieces of an option that is there already are
     * appended to it.
     */
    void read(ByteBuffer in) throws MalformedPacketException {
      while (in.hasRemaining()) {
        int code = in.get() & 0xff;
        if (code == END) {
          return;
        }
        if (code == PAD) {
          continue;
        }
        if (!in.hasRemaining()) {
          throw new MalformedPacketException("option " + code + " ends before its length");
        }
        int length = in.get() & 0xff;
        if (length > in.remaining()) {
          throw new MalformedPacketException(
              "option %d says %d octets, but only %d are left"
                  .formatted(code, length, in.remaining()));
        }
        values.merge(CODES[code], Octets.read(in, length), Octets::then);
      }
    }

    /** Takes an option out, and returns what it was. */
    Optional<Octets> remove(OptionCode code) {
      return Optional.ofNullable(values.remove(code));
    }
  }

  // decoding makes no new code objects
  private static final OptionCode[] CODES = new OptionCode[END];

  static {
    for (int code = PAD + 1; code < END; code++) {
      CODES[code] = new OptionCode(code);
    }
  }

  /**
   * Reads the options inside another option.
   *
   * @throws MalformedPacketException if one is longer than what is left
   */
  public static DhcpOptions decode(Octets encapsulated) throws MalformedPacketException {
    Builder builder = new Builder();
    builder.read(encapsulated.asBuffer());
    return builder.build();
  }

  /** These options as the value of another option, with the end option. */
  public Octets encode() {
    ByteBuffer out = ByteBuffer.allocate(encodedLength());
    write(out);
    return Octets.of(out.array());
  }

  /** The value of an option, its pieces put together; empty if it is not there. */
  public Optional<Octets> get(OptionCode code) {
    return Optional.ofNullable(values.get(code));
  }

  /** Whether an option is there. */
  public boolean contains(OptionCode code) {
    return values.containsKey(code);
  }

  /** Which options are there, in their order. */
  public Set<OptionCode> codes() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Number of octets that {@link #write} writes. */
  int encodedLength() {
    int length = 1;
    for (Octets value : values.values()) {
      int pieces = Math.max(1, (value.length() + LONGEST_PIECE - 1) / LONGEST_PIECE);
      length += 2 * pieces + value.length();
    }
    return length;
  }

  /** Writes the options and the end option. */
  void write(ByteBuffer out) {
    values.forEach((code, value) -> write(out, code, value));
    out.put((byte) END);
  }

  private static void write(ByteBuffer out, OptionCode code, Octets value) {
    int start = 0;
    do {
      int length = Math.min(LONGEST_PIECE, value.length() - start);
      out.put((byte) code.code()).put((byte) length);
      value.write(out, start, length);
      start += length;
    } while (start < value.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DhcpOptions options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
