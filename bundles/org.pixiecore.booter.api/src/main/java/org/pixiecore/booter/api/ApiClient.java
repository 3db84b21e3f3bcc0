package org.pixiecore.booter.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.pixiecore.api.tls.HttpClients;
import org.pixiecore.api.tls.TlsFiles;

/** Sends one request to the API and takes its whole answer, within a time limit. */
final class ApiClient {

  /**
   * An answer.
   *
   * @param body empty if it is longer than {@link LimitedBody#LONGEST}
   */
  record Response(int status, HttpHeaders headers, Optional<byte[]> body) {}

  static final int MOST_REDIRECTS = 10;

  private final URI prefix;
  private final Login login;
  private final ApiSettings.Limits limits;
  private final TlsFiles tls;
  private final HttpClients clients;
  private final Semaphore permits;

  ApiClient(ApiSettings settings) {
    this.prefix = settings.prefix().orElseThrow();
    this.login = settings.login();
    this.limits = settings.limits();
    this.tls = settings.tls();
    this.clients = new HttpClients("pixiecore-api-client", limits.connect());
    this.permits = new Semaphore(limits.requests(), true);
  }

  /**
   * Tells what in the settings keeps requests from being sent: certificates or secrets that cannot
   * be read.
   *
   * @throws IOException with a message that names it, for people
   */
  void check() throws IOException {
    clients.get(tls);
    Optional<String> unused = login.authorization();
  }

  /**
   * Asks, and follows redirects.
   *
   * @param conditions header fields by which an answer that is known already need not be repeated
   * @param limit from now to the end of the answer
   * @throws IOException if there is no whole answer in time; the message is for people
   */
  Response get(URI url, Map<String, String> conditions, Duration limit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("too many requests are under way, " + limits.requests());
    }
    try {
      URI at = url;
      for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        HttpResponse<Optional<byte[]>> response = send(at, conditions, limit, deadline);
        Optional<URI> next = redirect(at, response);
        if (next.isEmpty()) {
          return new Response(response.statusCode(), response.headers(), response.body());
        }
        at = next.get();
      }
    } finally {
      permits.release();
    }
    throw new RedirectException("it redirects more than " + MOST_REDIRECTS + " times");
  }

  private HttpResponse<Optional<byte[]>> send(
      URI url, Map<String, String> conditions, Duration limit, long deadline)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Accept", "application/json")
            .header("User-Agent", "pixiecore");
    conditions.forEach(request::header);
    if (isApi(url)) {
      login.authorization().ifPresent(value -> request.header("Authorization", value));
    }
    CompletableFuture<HttpResponse<Optional<byte[]>>> exchange =
        clients.get(tls).sendAsync(request.build(), LimitedBody.handler());
    try {
      return exchange.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnreachableException("no whole answer within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      // ends what a time limit or an interrupt left unfinished; of no effect on what is finished
      exchange.cancel(true);
    }
  }

  /** Whether it is on the server that the credentials are for. */
  private boolean isApi(URI url) {
    return prefix.getScheme().equalsIgnoreCase(url.getScheme())
        && prefix.getHost().equalsIgnoreCase(url.getHost())
        && port(prefix) == port(url);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  private static Optional<URI> redirect(URI from, HttpResponse<?> response)
      throws RedirectException {
    switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> {}
      default -> {
        return Optional.empty();
      }
    }
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new RedirectException("it redirects without saying where to"));
    try {
      URI next = from.resolve(location);
      boolean web =
          "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
      if (!web || next.getHost() == null) {
        throw new RedirectException("it redirects to what is no http or https URL");
      }
      return Optional.of(next);
    } catch (IllegalArgumentException e) {
      throw new RedirectException("it redirects to what is no URL");
    }
  }

  private IOException failure(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return new UnreachableException(
          "no connection within " + limits.connect().toMillis() + " ms", cause);
    }
    if (cause instanceof ConnectException) {
      return new UnreachableException(
          cause.getCause() instanceof UnresolvedAddressException
              ? "the host's name has no address"
              : "the connection is refused",
          cause);
    }
    if (cause instanceof SSLException) {
      return new UnreachableException("TLS fails: " + cause.getMessage(), cause);
    }
    return new IOException(
        cause.getMessage() == null ? cause.toString() : "broke off: " + cause.getMessage(), cause);
  }
}
