package org.pixiecore.booter.ldap;

import java.util.Optional;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;

/**
 * One configuration of the LDAP booter.
 *
 * @param servers how to reach the directory
 * @param search how to find machines in it; empty if there is no directory
 * @param refused whether something is set that cannot be used; then there is no directory either
 * @param ranking as {@code service.ranking}: of several booters, the highest is asked first
 */
record LdapSettings(
    ServerSettings servers, Optional<SearchSettings> search, boolean refused, int ranking) {

  /** Unless its configuration says otherwise: before an HTTP API and the fixed booter. */
  static final int RANKING = 20;

  /**
   * Reads a configuration. One with any mistake finds no machine: half of it may be the wrong half.
   */
  static LdapSettings parse(Configuration configuration) {
    int ranking = BooterRegistration.ranking(configuration, RANKING);
    ServerSettings servers = ServerSettings.read(configuration);
    boolean wanted = !servers.servers().isEmpty();
    Optional<SearchSettings> search = SearchSettings.read(configuration, wanted);
    if (search.isPresent() && configuration.text("servers", "").isEmpty()) {
      configuration.refuse("servers", ServerAddress.ALLOWED + ", when base is set");
    }
    boolean refused = !configuration.problems().isEmpty();
    return new LdapSettings(
        servers, wanted && !refused ? search : Optional.empty(), refused, ranking);
  }
}
