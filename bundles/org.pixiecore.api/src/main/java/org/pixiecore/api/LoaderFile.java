package org.pixiecore.api;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What {@link LoaderFiles} finds. */
public sealed interface LoaderFile {

  /**
   * Files on this server, one behind the other as if they were one. Each but the last is filled up
   * with NULs to a multiple of {@value #ALIGNMENT} octets: where an initrd begins for Linux.
   *
   * @param parts at least one
   */
  record Stored(List<Path> parts) implements LoaderFile {

    /** In octets. */
    public static final int ALIGNMENT = 4;

    /**
     * Checks that there is something.
     *
     * @throws IllegalArgumentException if there is nothing
     */
    public Stored {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a file has at least one part");
      }
    }

    /** One file, as it is. */
    public Stored(Path file) {
      this(List.of(file));
    }
  }

  /**
   * Made for this question.
   *
   * @param content from the buffer's position to its limit; nobody may move them
   */
  record Generated(ByteBuffer content) implements LoaderFile {
    public Generated {
      content = content.asReadOnlyBuffer();
    }
  }

  /**
   * There is none.
   *
   * @param reason why, for the log; empty where loaders look for it and go on without it
   */
  record Absent(String reason) implements LoaderFile {}

  /**
   * Not known now. The loader is best left to ask again.
   *
   * @param reason why, for the log
   */
  record NotYet(String reason) implements LoaderFile {}
}
