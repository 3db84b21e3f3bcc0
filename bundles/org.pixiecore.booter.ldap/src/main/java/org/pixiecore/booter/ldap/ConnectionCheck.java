package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;

/**
 * Finds connections that are silently dead, as a firewall leaves idle ones: the server must say
 * something, be it that it says nothing to us.
 */
final class ConnectionCheck extends LDAPConnectionPoolHealthCheck {

  private static final String NO_ATTRIBUTES = "1.1";

  private final Duration timeout;

  ConnectionCheck(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public void ensureConnectionValidForContinuedUse(LDAPConnection connection) throws LDAPException {
    SearchRequest rootDse =
        new SearchRequest("", SearchScope.BASE, "(objectClass=*)", NO_ATTRIBUTES);
    rootDse.setResponseTimeoutMillis(timeout.toMillis());
    rootDse.setFollowReferrals(false);
    try {
      connection.search(rootDse);
    } catch (LDAPException e) {
      if (!e.getResultCode().isConnectionUsable()) {
        throw e;
      }
    }
  }

  @Override
  public void toString(StringBuilder buffer) {
    buffer.append("root DSE within ").append(timeout);
  }
}
