package org.pixiecore.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The booters' configuration files, for people who edit none: commands, pages and management write
 * through this. A file takes effect as if a person had edited it.
 */
@ProviderType
public interface BooterFiles {

  /**
   * A booter's configuration.
   *
   * @param booter what kind of booter it configures: behind {@code org.pixiecore.booter.} in its
   *     PID, like {@code static} or {@code recipe}
   * @param name which of that kind: behind the hyphen in its file's name, like {@code lab} in
   *     {@code org.pixiecore.booter.static-lab.cfg}
   * @param settings keys and values, as the file has them; never a secret's value
   */
  record BooterFile(String booter, String name, Map<String, String> settings) {
    public BooterFile {
      Objects.requireNonNull(booter, "booter");
      Objects.requireNonNull(name, "name");
      settings = Map.copyOf(settings);
    }
  }

  /** Every booter's configuration that is in effect, by kind and name. */
  List<BooterFile> files();

  /**
   * Writes a file. Keys of an older one that are not among these settings are taken out of it.
   *
   * @return its path, for people
   * @throws IllegalArgumentException if the kind or name would make no file name, or a key or value
   *     no line of a file; the message is for people
   * @throws IOException if it cannot be written; what was there stays
   */
  String write(BooterFile file) throws IOException;

  /**
   * Removes a file, and with it the booter.
   *
   * @return whether there was one
   * @throws IOException if it cannot be removed
   */
  boolean remove(String booter, String name) throws IOException;
}
