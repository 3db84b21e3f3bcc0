package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.http.HttpServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.SealedFiles;

/** The servlets on the Jetty that Karaf has, and a client. */
final class TestServer {

  static final MacAddress MAC = MacAddress.parse("52:54:00:12:34:56");

  /** Seals without a secret. */
  static final SealedFiles SEAL =
      new SealedFiles() {
        @Override
        public String seal(BootFile file) {
          return Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(file.location().toString().getBytes(UTF_8));
        }

        @Override
        public Optional<BootFile> unseal(String token) {
          try {
            return Optional.of(
                BootFile.parse(new String(Base64.getUrlDecoder().decode(token), UTF_8)));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        }
      };

  private final Server server = new Server();
  private final ServletContextHandler context = new ServletContextHandler();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServerConnector connector = new ServerConnector(server);

  TestServer() {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
  }

  static LiveHttpSettings settings(Object... keysAndValues) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return new LiveHttpSettings(properties);
  }

  TestServer with(String pattern, HttpServlet servlet) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    // as the property of the servlets asks of Pax Web
    holder.setInitOrder(0);
    context.addServlet(holder, pattern);
    return this;
  }

  TestServer with(Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    return this;
  }

  TestServer start() throws Exception {
    server.start();
    return this;
  }

  /** For connections on which nothing moves. */
  TestServer withIdleTimeout(Duration limit) {
    connector.setIdleTimeout(limit.toMillis());
    return this;
  }

  String base() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  String url(BootFile file) {
    return new ServerUrls(base()).files().file(SEAL.seal(file), file.name(), MAC);
  }

  HttpResponse<byte[]> get(String url, String... headers) throws IOException, InterruptedException {
    return send("GET", url, headers);
  }

  HttpResponse<byte[]> send(String method, String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<byte[]>> getAsync(String url) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofByteArray());
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  void stop() throws Exception {
    server.stop();
  }
}
