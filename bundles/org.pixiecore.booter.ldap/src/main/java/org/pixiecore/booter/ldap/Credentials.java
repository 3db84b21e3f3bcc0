package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.io.IOException;
import java.util.Optional;
import org.pixiecore.api.config.Secret;

/** As whom the directory is asked (RFC 4513 section 5). */
sealed interface Credentials {

  /**
   * The bind request; empty to stay anonymous.
   *
   * @throws IOException if the password cannot be read; the message is for people
   */
  Optional<BindRequest> request() throws IOException;

  /** Whether a password goes over the connection. */
  default boolean hasPassword() {
    return false;
  }

  /** As nobody: nothing is sent. */
  record Anonymous() implements Credentials {
    @Override
    public Optional<BindRequest> request() {
      return Optional.empty();
    }
  }

  /** By name and password; the password is read each time. */
  record Simple(String dn, Secret password) implements Credentials {
    @Override
    public Optional<BindRequest> request() throws IOException {
      return Optional.of(new SimpleBindRequest(dn, password.read()));
    }

    @Override
    public boolean hasPassword() {
      return true;
    }
  }

  /**
   * By the certificate that was shown in the TLS handshake (SASL EXTERNAL, RFC 4422 appendix A).
   */
  record External() implements Credentials {
    @Override
    public Optional<BindRequest> request() {
      // with an empty name, not without one: for that OpenLDAP asks back
      return Optional.of(new EXTERNALBindRequest(""));
    }
  }
}
