package org.pixiecore.booter.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.pixiecore.api.tls.TlsFiles;

/** UnboundID's in-memory server, with the schemas and the samples in it. */
final class MemoryServer implements AutoCloseable {

  private static final List<String> SAMPLES =
      List.of("base.ldif", "rfc2307.ldif", "isc-dhcp.ldif", "custom.ldif");

  private final InMemoryDirectoryServer server;
  private final List<String> binds = new CopyOnWriteArrayList<>();

  private MemoryServer(InMemoryListenerConfig... listeners) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
    config.setListenerConfigs(listeners);
    config.setSchema(schema());
    config.setAuthenticationRequiredOperationTypes(EnumSet.of(OperationType.SEARCH));
    config.addAdditionalBindCredentials("cn=admin", "admin");
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            binds.add(request.getRequest().getBindDN());
          }
        });
    server = new InMemoryDirectoryServer(config);
    for (String sample : SAMPLES) {
      server.importFromLDIF(false, new LDIFReader(Script.SAMPLES.resolve(sample).toFile()));
    }
    server.startListening();
  }

  static MemoryServer plain() throws Exception {
    return plain(0);
  }

  static MemoryServer plain(int port) throws Exception {
    return new MemoryServer(InMemoryListenerConfig.createLDAPConfig("ldap", port));
  }

  /** With a certificate, by ldaps and StartTLS. */
  static MemoryServer tls(Path certificate, Path key) throws Exception {
    SSLContext tls =
        new TlsFiles(Optional.empty(), Optional.of(certificate), Optional.of(key)).context();
    return new MemoryServer(
        InMemoryListenerConfig.createLDAPConfig("ldap", null, 0, tls.getSocketFactory()),
        InMemoryListenerConfig.createLDAPSConfig("ldaps", 0, tls.getServerSocketFactory()));
  }

  String url() {
    return "ldap://localhost:" + server.getListenPort("ldap");
  }

  String tlsUrl() {
    return "ldaps://localhost:" + server.getListenPort("ldaps");
  }

  /** Who sent a password. */
  List<String> binds() {
    return binds;
  }

  InMemoryDirectoryServer server() {
    return server;
  }

  private static Schema schema() throws LDIFException, LDAPException, IOException {
    Entry own = new Entry("cn=schema");
    own.addAttribute("objectClass", "top", "ldapSubentry", "subschema");
    for (Path file :
        List.of(
            Script.RESOURCES.resolve("nis-schema.ldif"),
            Script.RESOURCES.resolve("dhcp-schema.ldif"),
            Script.SAMPLES.resolve("site-schema.ldif"))) {
      for (Entry entry : LDIFReader.readEntries(file.toFile())) {
        own.addAttribute("attributeTypes", entry.getAttributeValues("olcAttributeTypes"));
        own.addAttribute("objectClasses", entry.getAttributeValues("olcObjectClasses"));
      }
    }
    return Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(own));
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
