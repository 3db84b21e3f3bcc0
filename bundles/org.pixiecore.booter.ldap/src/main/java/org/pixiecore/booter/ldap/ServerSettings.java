package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.DN;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Secret;
import org.pixiecore.api.tls.TlsFiles;

/**
 * How to reach the directory.
 *
 * @param servers in the order of preference; empty if there is no directory
 * @param startTls whether {@code ldap} connections change to TLS before anything else (RFC 4511
 *     section 4.14)
 * @param allowPlaintextPassword whether a password may go over a connection without TLS
 * @param connectTimeout for each server, until TLS and the bind are done
 * @param responseTimeout for each search
 * @param timeLimit for all that is searched about one machine
 * @param connections how many are kept open
 */
record ServerSettings(
    List<ServerAddress> servers,
    boolean startTls,
    TlsFiles tls,
    Credentials credentials,
    boolean allowPlaintextPassword,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration timeLimit,
    int connections,
    Referrals referrals) {

  /**
   * What is done when a server says that another one knows (RFC 4511 section 4.1.10).
   *
   * @param hops how many in a row are followed; 0 for none
   * @param credentials whether servers that are not configured get the credentials too
   */
  record Referrals(int hops, boolean credentials) {}

  // milliseconds, and together less than the time that core gives a booter
  static final int CONNECT_TIMEOUT = 1500;
  static final int RESPONSE_TIMEOUT = 2000;
  static final int TIME_LIMIT = 6000;

  static final int CONNECTIONS = 4;
  static final int REFERRAL_HOPS = 3;

  private static final int MAX_MILLIS = 60_000;

  ServerSettings {
    servers = List.copyOf(servers);
  }

  /** Reads the keys. */
  static ServerSettings read(Configuration configuration) {
    List<ServerAddress> servers =
        configuration.list("servers", ServerAddress.ALLOWED, ServerAddress::parse);
    boolean startTls = configuration.flag("startTls", false);
    TlsFiles tls = TlsFiles.read(configuration);
    boolean allowPlaintext = configuration.flag("allowPlaintextPassword", false);
    boolean encrypted = startTls || servers.stream().allMatch(ServerAddress::tls);
    Credentials credentials = credentials(configuration, tls, encrypted);
    if (credentials.hasPassword() && !encrypted && !allowPlaintext) {
      configuration.refuse(
          "servers",
          "ldaps:// alone, or startTls = true, when there is a password: it would be read on the way"
              + " (allowPlaintextPassword = true allows that)");
    }
    boolean follow = configuration.flag("followReferrals", false);
    int hops = configuration.integer("referralHops", 1, 10, REFERRAL_HOPS);
    return new ServerSettings(
        servers,
        startTls,
        tls,
        credentials,
        allowPlaintext,
        configuration.milliseconds(
            "connectTimeout", 10, MAX_MILLIS, Duration.ofMillis(CONNECT_TIMEOUT)),
        configuration.milliseconds(
            "responseTimeout", 10, MAX_MILLIS, Duration.ofMillis(RESPONSE_TIMEOUT)),
        configuration.milliseconds("timeLimit", 10, MAX_MILLIS, Duration.ofMillis(TIME_LIMIT)),
        configuration.integer("connections", 1, 64, CONNECTIONS),
        new Referrals(follow ? hops : 0, configuration.flag("referralCredentials", false)));
  }

  private static Credentials credentials(
      Configuration configuration, TlsFiles tls, boolean encrypted) {
    Optional<String> dn = Optional.ofNullable(Dns.read(configuration, "bindDn")).map(DN::toString);
    Optional<Secret> password = configuration.secret("bindPassword");
    if (configuration.flag("saslExternal", false)) {
      if (dn.isPresent() || tls.certificate().isEmpty() || !encrypted) {
        configuration.refuse(
            "saslExternal",
            "true only with a clientCertificate, with TLS on each server and without a bindDn");
      }
      return new Credentials.External();
    }
    if (dn.isPresent() && password.isPresent()) {
      return new Credentials.Simple(dn.get(), password.get());
    }
    if (dn.isPresent() || password.isPresent()) {
      configuration.refuse(
          dn.isPresent() ? "bindPassword" : "bindDn", "both bindDn and bindPassword, or neither");
    }
    return new Credentials.Anonymous();
  }
}
