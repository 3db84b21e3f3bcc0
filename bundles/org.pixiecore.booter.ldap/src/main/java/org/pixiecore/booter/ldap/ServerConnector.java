package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to one directory server: TCP, TLS before or after (the certificate must be for the host
 * that the configuration names), and the bind. Password and certificates are read each time, so
 * renewed ones serve from the next connection on.
 */
final class ServerConnector {

  private static final int LARGEST_MESSAGE = 4 << 20;

  private final ServerSettings settings;

  ServerConnector(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * Connects, as whom the settings say.
   *
   * @throws LDAPException if there is no connection, or the server does not accept the credentials
   */
  LDAPConnection connect(ServerAddress server) throws LDAPException {
    return connect(server, settings.credentials());
  }

  private LDAPConnection connect(ServerAddress server, Credentials credentials)
      throws LDAPException {
    boolean encrypted = server.tls() || settings.startTls();
    if (credentials.hasPassword() && !encrypted && !settings.allowPlaintextPassword()) {
      throw new LDAPException(
          ResultCode.CONFIDENTIALITY_REQUIRED,
          server + " would get the password without TLS, which is not allowed");
    }
    LDAPConnection connection =
        server.tls() ? new LDAPConnection(tls(server), options()) : new LDAPConnection(options());
    try {
      connection.connect(server.host(), server.port(), millis());
      if (settings.startTls() && !server.tls()) {
        startTls(connection, server);
      }
      Optional<BindRequest> bind = request(credentials);
      if (bind.isPresent()) {
        bind.get().setResponseTimeoutMillis(millis());
        connection.bind(bind.get());
      }
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  private void startTls(LDAPConnection connection, ServerAddress server) throws LDAPException {
    StartTLSExtendedRequest request = new StartTLSExtendedRequest(tls(server));
    request.setResponseTimeoutMillis(millis());
    var result = connection.processExtendedOperation(request);
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(result);
    }
  }

  private int millis() {
    return (int) settings.connectTimeout().toMillis();
  }

  private LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(millis());
    options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
    options.setAbandonOnTimeout(true);
    options.setMaxMessageSize(LARGEST_MESSAGE);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    options.setFollowReferrals(settings.referrals().hops() > 0);
    if (settings.referrals().hops() > 0) {
      options.setReferralHopLimit(settings.referrals().hops());
      options.setReferralConnector((url, from) -> referred(url));
    }
    return options;
  }

  /** Servers that are not configured get credentials only if that is allowed. */
  private LDAPConnection referred(LDAPURL url) throws LDAPException {
    ServerAddress server =
        new ServerAddress(url.getHost(), url.getPort(), url.getScheme().equals("ldaps"));
    boolean known = settings.servers().contains(server);
    return connect(
        server,
        known || settings.referrals().credentials()
            ? settings.credentials()
            : new Credentials.Anonymous());
  }

  private SSLSocketFactory tls(ServerAddress server) throws LDAPException {
    try {
      return new TimedTls(
          settings.tls().context().getSocketFactory(), server.host(), settings.connectTimeout());
    } catch (IOException e) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, e.getMessage(), e);
    }
  }

  private static Optional<BindRequest> request(Credentials credentials) throws LDAPException {
    try {
      return credentials.request();
    } catch (IOException e) {
      throw new LDAPException(ResultCode.PARAM_ERROR, e.getMessage(), e);
    }
  }
}
