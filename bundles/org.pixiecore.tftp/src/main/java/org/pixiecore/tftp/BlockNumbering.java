package org.pixiecore.tftp;

/**
 * How blocks, counted from 1 without end, get their 16-bit numbers. RFC 1350 does not say what
 * follows 65535. Block 0 stands for the OACK and has the number 0.
 */
public enum BlockNumbering {
  /** 0 follows 65535, as nearly everybody expects. */
  ROLLS_OVER_TO_0(0x10000) {
    @Override
    public int number(long block) {
      return (int) (block % period);
    }
  },
  /** 1 follows 65535, as some clients expect. */
  ROLLS_OVER_TO_1(0xffff) {
    @Override
    public int number(long block) {
      return block == 0 ? 0 : (int) ((block - 1) % period) + 1;
    }
  };

  final int period;

  BlockNumbering(int period) {
    this.period = period;
  }

  /** The number of a block on the wire. */
  public abstract int number(long block);

  /** The most blocks that can be under way before two of them look the same. */
  public int maxWindowsize() {
    return period - 1;
  }

  /** The first block from {@code from} on that has this number; -1 if none up to {@code to} has. */
  long block(int number, long from, long to) {
    long block = from + Math.floorMod(number - number(from), period);
    return block <= to && number(block) == number ? block : -1;
  }
}
