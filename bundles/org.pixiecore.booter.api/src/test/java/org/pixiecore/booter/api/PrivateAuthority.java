package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.pixiecore.api.tls.TlsFiles;

/**
 * A certificate authority of a site's own, made with openssl, that certifies 127.0.0.1 and clients.
 *
 * @param folder where its files are
 */
record PrivateAuthority(Path folder) {

  static PrivateAuthority in(Path folder) throws Exception {
    PrivateAuthority authority = new PrivateAuthority(Files.createDirectories(folder));
    authority.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 -subj /CN=ca"
            + " -keyout ca.key -out ca.pem");
    authority.certify("server");
    authority.certify("client");
    return authority;
  }

  Path certificate() {
    return folder.resolve("ca.pem");
  }

  Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** A socket that shows the server's certificate, and wants one of this authority's. */
  SSLServerSocket listen() throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            new TlsFiles(
                    Optional.of(certificate()),
                    Optional.of(certificate("server")),
                    Optional.of(key("server")))
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    return socket;
  }

  private void certify(String name) throws Exception {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 -CA ca.pem"
            + " -CAkey ca.key -addext basicConstraints=critical,CA:FALSE"
            + " -addext subjectAltName=IP:127.0.0.1 -subj /CN=%s -keyout %s.key -out %s.pem"
                .formatted(name, name, name));
  }

  private void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }
}
