package org.pixiecore.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Turns the files that booters name into tokens that only this server can make, so that nothing
 * else can be fetched from it. The key outlives a restart, so a machine that is under way goes on.
 */
@ProviderType
public interface SealedFiles {

  /**
   * A token for a file: encrypted and authenticated, of URL-safe characters (RFC 4648 section 5).
   * The same file always gives the same token.
   */
  String seal(BootFile file);

  /**
   * The file of a token.
   *
   * @param token whatever a client sent
   * @return empty if this server's key did not make it
   */
  Optional<BootFile> unseal(String token);
}
