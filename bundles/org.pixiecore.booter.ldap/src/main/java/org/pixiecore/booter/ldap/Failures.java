package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.regex.Pattern;

/** What the LDAP library says of a failure, for people. */
final class Failures {

  private static final Pattern VERSION =
      Pattern.compile("(?:, )?ldapSDKVersion=[\\w.-]+(?:, revision=\\w+)?");

  private Failures() {}

  static String say(LDAPException e) {
    String message = e.getDiagnosticMessage() != null ? e.getDiagnosticMessage() : e.getMessage();
    return VERSION.matcher(e.getResultCode().getName() + ", " + message).replaceAll("");
  }
}
