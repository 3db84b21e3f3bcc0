package org.pixiecore.booter.ldap;

import java.io.IOException;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.IpxeScript;

/** An iPXE script that the directory names and does not hold. */
final class ScriptFile {

  private ScriptFile() {}

  /**
   * A file's content, or for a URL a script that goes on to it: paths in the script there start
   * where it is.
   *
   * @throws IOException if the file cannot be read or is no script; the message is for people
   * @throws IllegalArgumentException if the URL is none for machines
   */
  static IpxeScript read(BootFile file) throws IOException {
    return file.isLocal() ? IpxeScript.read(file.path()) : chain(file);
  }

  private static IpxeScript chain(BootFile file) {
    if (file.location().getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the machine itself fetches %s, so its URL must not hold a password".formatted(file));
    }
    return new IpxeScript(
        IpxeScript.SHEBANG + "\nchain --replace --autofree " + file.location() + "\n");
  }
}
