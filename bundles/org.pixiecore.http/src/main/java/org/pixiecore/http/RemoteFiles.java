package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Asks other servers for files, in a machine's stead.
 *
 * <p>Redirects are followed here and not by {@link HttpClient}, which would send the password for
 * one server to the next.
 */
final class RemoteFiles {

  /** What goes wrong besides input and output. */
  static final class BadRedirect extends Exception {
    BadRedirect(String message) {
      super(message);
    }
  }

  private static final int MOST_REDIRECTS = 5;

  private final Executor executor;
  private final Supplier<SSLContext> tls;
  private volatile Clients clients;

  private record Clients(Duration connectTimeout, SSLContext tls, HttpClient client) {}

  /**
   * @param executor runs what must never block
   * @param tls gives what speaks TLS, the same object as long as it is to be the same
   */
  RemoteFiles(Executor executor, Supplier<SSLContext> tls) {
    this.executor = executor;
    this.tls = tls;
  }

  /**
   * Asks for a file; the stage completes with the response's head.
   *
   * @param headers further headers of the request
   */
  CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> ask(
      String method, URI location, Map<String, String> headers, HttpSettings settings) {
    return ask(method, location, headers, settings, location, MOST_REDIRECTS);
  }

  private CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> ask(
      String method,
      URI location,
      Map<String, String> headers,
      HttpSettings settings,
      URI origin,
      int redirects) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutUserInfo(location))
            .method(method, BodyPublishers.noBody())
            .timeout(settings.readTimeout())
            .setHeader("Accept-Encoding", "identity");
    headers.forEach(request::setHeader);
    if (origin.getUserInfo() != null && sameServer(origin, location)) {
      request.setHeader("Authorization", "Basic " + basic(origin.getUserInfo()));
    }
    return client(settings.connectTimeout())
        .sendAsync(request.build(), BodyHandlers.ofPublisher())
        .thenCompose(
            response -> {
              if (!isRedirect(response.statusCode())) {
                return CompletableFuture.completedFuture(response);
              }
              Discard.body(response.body());
              try {
                URI next = redirect(location, response, redirects);
                return ask(method, next, headers, settings, origin, redirects - 1);
              } catch (BadRedirect e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI redirect(URI from, HttpResponse<?> response, int redirects)
      throws BadRedirect {
    if (redirects == 0) {
      throw new BadRedirect("it redirects more than " + MOST_REDIRECTS + " times");
    }
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new BadRedirect("it redirects without saying where to"));
    try {
      URI next = withoutUserInfo(from).resolve(location);
      boolean web =
          "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
      if (!web || next.getHost() == null) {
        throw new BadRedirect("it redirects to what is no http or https URL");
      }
      return next;
    } catch (IllegalArgumentException e) {
      throw new BadRedirect("it redirects to what is no URL");
    }
  }

  private HttpClient client(Duration connectTimeout) {
    Clients now = clients;
    SSLContext context = tls.get();
    if (now == null || !now.connectTimeout().equals(connectTimeout) || !now.tls().equals(context)) {
      now =
          new Clients(
              connectTimeout,
              context,
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .connectTimeout(connectTimeout)
                  .sslContext(context)
                  .executor(executor)
                  .build());
      clients = now;
    }
    return now.client();
  }

  private static boolean sameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  private static String basic(String userInfo) {
    return Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  private static URI withoutUserInfo(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    String text = uri.toString();
    return URI.create(text.replaceFirst(Pattern.quote(uri.getRawUserInfo() + "@"), ""));
  }
}
