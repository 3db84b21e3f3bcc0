package org.pixiecore.management;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The folder that holds the booters' configuration files, Karaf's etc/. File Install looks at it
 * every second, so a file is written under another name and moved into place.
 */
final class BooterFolder {

  /** Of a file that is new; command lines may hold secrets. */
  private static final String NEW_FILE = "rw-r-----";

  private static final String HEAD =
      "# Written by a command or a page of Pixiecore; edit as you like.\n";
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]{0,39}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path folder;

  BooterFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The file of one configuration.
   *
   * @throws IllegalArgumentException if there can be none of that name; the message is for people
   */
  Path file(String kind, String name) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no kind of booter: expected a word like static or recipe".formatted(kind));
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name: expected a letter or digit, then at most 99 letters, digits, dots, hyphens and underscores"
              .formatted(name));
    }
    return folder.resolve("org.pixiecore.booter." + kind + "-" + name + ".cfg");
  }

  /**
   * Writes a file. One that is there keeps its comments, owner and permissions.
   *
   * @throws IllegalArgumentException if a setting cannot stand in a file; the message is for people
   * @throws IOException if it cannot be written; what was there stays
   */
  void write(Path file, Map<String, String> settings) throws IOException {
    boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (there && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          file + " is a link or a folder, and not this server's to write; edit what it leads to");
    }
    // Latin-1 takes every octet of older comments as it is; what is written anew is ASCII
    String old = there ? Files.readString(file, ISO_8859_1) : HEAD;
    byte[] text = CfgText.with(old, settings).getBytes(ISO_8859_1);
    // a name that File Install passes over
    Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(text);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      if (there) {
        keepAccess(file, fresh);
      } else {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(NEW_FILE));
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void keepAccess(Path from, Path to) throws IOException {
    PosixFileAttributes old =
        Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    PosixFileAttributes fresh = view.readAttributes();
    if (!old.owner().equals(fresh.owner())) {
      view.setOwner(old.owner());
    }
    if (!old.group().equals(fresh.group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }
}
