package org.pixiecore.loaders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a kernel is one for 32 or 64 bits, by what it begins with. A Raspberry Pi's boot loader
 * tells it by names of its own, and takes any other for the model's usual one, which up to model 3
 * is of 32 bits.
 */
final class KernelBits {

  /** What {@link #of} reads, in octets. */
  private static final int HEADER = 64;

  /** Linux, arch/arm64: booting.rst. */
  private static final int ARM64_OFFSET = 56;

  private static final int ARM64_MAGIC = 0x644d5241;

  /** Linux, arch/arm/boot/compressed/head.S. */
  private static final int ARM32_OFFSET = 36;

  private static final int ARM32_MAGIC = 0x016f2818;

  /** RFC 1952: the boot loader unpacks kernels for 64 bits, and those alone. */
  private static final short GZIP_MAGIC = (short) 0x8b1f;

  private KernelBits() {}

  /**
   * Looks into a file. Waits for a disk.
   *
   * @return 32 or 64; empty if the file does not tell, or cannot be read
   */
  static Optional<Integer> of(Path kernel) {
    try (InputStream in = Files.newInputStream(kernel)) {
      return of(ByteBuffer.wrap(in.readNBytes(HEADER)));
    } catch (IOException e) {
      // the one who loads it is told why
      return Optional.empty();
    }
  }

  private static Optional<Integer> of(ByteBuffer header) {
    header.order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < HEADER) {
      return Optional.empty();
    }
    if (header.getShort(0) == GZIP_MAGIC || header.getInt(ARM64_OFFSET) == ARM64_MAGIC) {
      return Optional.of(64);
    }
    return header.getInt(ARM32_OFFSET) == ARM32_MAGIC ? Optional.of(32) : Optional.empty();
  }
}
