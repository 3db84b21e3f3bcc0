package org.pixiecore.dhcp.lease;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixiecore.api.MacAddress;

/**
 * The file that keeps who has which address. A line is a lease: until when, the address, the MAC
 * address, the client, with blanks between; a later line about an address replaces an earlier one.
 * Lines are added at the end, and once most of them are replaced the file is written anew beside
 * the old one and moved into its place: a crash or a full disk leaves what was there. A last line
 * without its end was never on disk, so nobody was told of it.
 */
final class LeaseFile implements AutoCloseable {

  private static final String HEADER =
      "# Who has which address: until when, address, MAC, client. Pixiecore writes this file.\n";

  /** In octets; what is beyond was not written here. */
  private static final int LARGEST = 128 << 20;

  /** How many replaced lines are left in any case. */
  private static final int MOST_REPLACED = 4096;

  private static final Set<OpenOption> ANEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
  private static final FileAttribute<?> FOR_ITS_OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  /** Open at the end of what is on disk; null after a failure, and before the first write. */
  private FileChannel channel;

  private long lines;

  LeaseFile(Path path) {
    this.path = path;
  }

  /**
   * What the file holds.
   *
   * @param leases one for each address
   * @param damaged how many lines cannot be read
   */
  record Content(Collection<Lease> leases, int damaged) {}

  Path path() {
    return path;
  }

  /**
   * Reads the file.
   *
   * @return nothing, if there is no such file
   * @throws IOException if it is there and cannot be read; the message is for people
   */
  Content read() throws IOException {
    String text;
    try {
      if (Files.size(path) > LARGEST) {
        throw new IOException("it is larger than " + LARGEST + " octets, and not written here");
      }
      // an encoding that takes all octets: what is damaged damages its own line alone
      text = Files.readString(path, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return new Content(List.of(), 0);
    } catch (IOException e) {
      throw explained("read", e);
    }
    Map<Inet4Address, Lease> leases = new LinkedHashMap<>();
    int damaged = 0;
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        Lease lease = lease(line);
        leases.put(lease.address(), lease);
      } catch (IllegalArgumentException | DateTimeException e) {
        damaged++;
      }
    }
    return new Content(leases.values(), damaged);
  }

  /**
   * Adds leases; on return they are on disk. If it fails, none of them counts.
   *
   * @param all every lease there is with them, for when the file is written anew
   * @throws IOException with a message for people
   */
  void add(Collection<Lease> more, Collection<Lease> all) throws IOException {
    if (channel == null || lines + more.size() > 2L * all.size() + MOST_REPLACED) {
      write(all);
      return;
    }
    try {
      write(channel, text(more));
      channel.force(false);
      lines += more.size();
    } catch (IOException e) {
      // half a line may be there, so the next write makes the file anew
      close();
      throw explained("written", e);
    }
  }

  /**
   * Writes the file anew, whole or not at all; on return it is on disk.
   *
   * @throws IOException with a message for people
   */
  void write(Collection<Lease> all) throws IOException {
    close();
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    FileChannel opened = null;
    try {
      Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
      opened = FileChannel.open(fresh, ANEW, FOR_ITS_OWNER_ALONE);
      write(opened, HEADER + text(all));
      opened.force(true);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // the folder holds the file's new name
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
      channel = opened;
      lines = all.size();
      opened = null;
    } catch (IOException e) {
      throw explained("written", e);
    } finally {
      if (opened != null) {
        opened.close();
        Files.deleteIfExists(fresh);
      }
    }
  }

  /**
   * Keeps a damaged file for a person to look at; an earlier one is replaced.
   *
   * @return where it is now
   */
  Path setAside() throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ".damaged");
    try {
      return Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw explained("copied to " + aside, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private static Lease lease(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("not four fields");
    }
    return new Lease(
        Ipv4.parse(fields[1]),
        new ClientKey(fields[3]),
        MacAddress.parse(fields[2]),
        Instant.parse(fields[0]));
  }

  private static String text(Collection<Lease> leases) {
    StringBuilder text = new StringBuilder();
    for (Lease lease : leases) {
      text.append(lease.ends())
          .append(' ')
          .append(lease.address().getHostAddress())
          .append(' ')
          .append(lease.mac())
          .append(' ')
          .append(lease.client())
          .append('\n');
    }
    return text.toString();
  }

  private static void write(FileChannel out, String text) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private IOException explained(String attempt, IOException cause) {
    // most subclasses' messages are nothing but the file's name
    return new IOException(
        "%s, which keeps who has which address, cannot be %s (%s: %s)"
            .formatted(path, attempt, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
