package org.pixiecore.booter.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.IpxeScript;

/** An iPXE script that the directory names and does not hold. */
final class ScriptFile {

  private static final int LONGEST = 1 << 20;

  private ScriptFile() {}

  /**
   * A file's content, or for a URL a script that goes on to it: paths in the script there start
   * where it is.
   *
   * @throws IOException if the file cannot be read; the message is for people
   * @throws IllegalArgumentException if it is no script, or the URL is none for machines
   */
  static IpxeScript read(BootFile file) throws IOException {
    return file.isLocal() ? content(file.path()) : chain(file);
  }

  private static IpxeScript chain(BootFile file) {
    if (file.location().getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the machine itself fetches %s, so its URL must not hold a password".formatted(file));
    }
    return new IpxeScript(
        IpxeScript.SHEBANG + "\nchain --replace --autofree " + file.location() + "\n");
  }

  private static IpxeScript content(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LONGEST + 1);
    }
    if (octets.length > LONGEST) {
      throw new IllegalArgumentException(
          file + " is larger than " + LONGEST + " octets: that is no iPXE script");
    }
    return new IpxeScript(new String(octets, UTF_8));
  }
}
