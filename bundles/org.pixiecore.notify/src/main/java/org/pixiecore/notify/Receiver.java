package org.pixiecore.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.pixiecore.api.config.Secret;
import org.pixiecore.api.tls.HttpClients;

/** Calls a webhook's URL, once. */
final class Receiver {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClients clients = new HttpClients("pixiecore-webhook-client", CONNECT_TIMEOUT);
  private final Clock clock;

  Receiver(Clock clock) {
    this.clock = clock;
  }

  /** Sends a notification and waits for the end of the answer, within the time limit. */
  Outcome send(Notification notification, WebhookSettings settings) throws InterruptedException {
    try {
      return exchange(request(notification, settings), settings);
    } catch (IOException e) {
      return new Outcome.Failed(e.getMessage(), Optional.empty());
    }
  }

  /**
   * Tells what in the settings keeps calls from being sent.
   *
   * @return whom they go to
   * @throws IOException with a message that names what is wrong, for people
   */
  Target check(WebhookSettings settings) throws IOException {
    Target target = target(settings);
    clients.get(settings.tls());
    if (settings.secret().isPresent()) {
      String unused = Signature.of(settings.secret().get().read(), "", 0, "");
    }
    return target;
  }

  private static Target target(WebhookSettings settings) throws IOException {
    Secret url = settings.url().orElseThrow(() -> new IOException("there is no url any more"));
    return Target.parse(url.read());
  }

  private HttpRequest request(Notification notification, WebhookSettings settings)
      throws IOException {
    long now = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target(settings).url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "pixiecore")
            .header("Webhook-Id", notification.id())
            .header("Webhook-Timestamp", String.valueOf(now))
            .POST(BodyPublishers.ofString(notification.body()));
    if (settings.secret().isPresent()) {
      String secret = settings.secret().get().read();
      request.header(
          "Webhook-Signature", Signature.of(secret, notification.id(), now, notification.body()));
    }
    return request.build();
  }

  private Outcome exchange(HttpRequest request, WebhookSettings settings)
      throws IOException, InterruptedException {
    long limit = settings.timeout().toMillis();
    CompletableFuture<HttpResponse<Void>> exchange =
        clients.get(settings.tls()).sendAsync(request, BodyHandlers.discarding());
    try {
      HttpResponse<Void> response = exchange.get(limit, TimeUnit.MILLISECONDS);
      return Outcome.of(response.statusCode(), response.headers().firstValue("Retry-After"));
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + limit + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } finally {
      // ends what the time limit left unfinished; of no effect on what is finished
      exchange.cancel(true);
    }
  }

  private static String reason(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return "no connection: it is not there, or its name has no address";
    }
    if (cause instanceof SSLException) {
      return "TLS fails: " + cause.getMessage();
    }
    return "the connection broke off: " + cause.getMessage();
  }
}
