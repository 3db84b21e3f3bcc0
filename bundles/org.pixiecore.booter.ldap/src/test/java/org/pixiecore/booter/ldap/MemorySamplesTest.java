package org.pixiecore.booter.ldap;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MemorySamplesTest implements SamplesContract {

  private static MemoryServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MemoryServer.plain();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Map<String, String> server() {
    return Map.of(
        "servers", server.url(),
        "bindDn", "cn=pixiecore,dc=example,dc=com",
        "bindPassword", "change me",
        "allowPlaintextPassword", "true");
  }
}
