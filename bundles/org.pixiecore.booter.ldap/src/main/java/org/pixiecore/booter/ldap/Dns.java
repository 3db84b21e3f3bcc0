package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import org.pixiecore.api.config.Configuration;

/** Distinguished names (RFC 4514) in configurations. */
final class Dns {

  static final String ALLOWED = "a distinguished name like ou=machines,dc=example,dc=com";

  private Dns() {}

  /** Reads a key; null if it is not set, or refused. */
  static DN read(Configuration configuration, String key) {
    return configuration.value(key, ALLOWED, Dns::parse, (DN) null);
  }

  static DN parse(String text) {
    try {
      DN dn = new DN(text);
      if (dn.isNullDN()) {
        throw new IllegalArgumentException("it is empty");
      }
      return dn;
    } catch (LDAPException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
