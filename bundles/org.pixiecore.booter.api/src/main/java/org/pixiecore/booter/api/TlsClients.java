package org.pixiecore.booter.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.tls.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP client, made anew when one of the certificate files changes.
 *
 * <p>Java 17 has no way to close a client: it ends its thread and its idle connections by itself
 * when nobody holds it any more and no request is under way. So nothing but this holds it.
 */
final class TlsClients {

  private static final Logger LOG = LoggerFactory.getLogger(TlsClients.class);

  private final TlsFiles files;
  private final Duration connectTimeout;
  private List<String> state = List.of();
  private HttpClient client;

  TlsClients(TlsFiles files, Duration connectTimeout) {
    this.files = files;
    this.connectTimeout = connectTimeout;
  }

  /**
   * A client with what the files hold, or held when they were last in order.
   *
   * @throws IOException if they were not yet; the message names the file, for people
   */
  synchronized HttpClient get() throws IOException {
    List<String> now = files.state();
    if (client == null || !now.equals(state)) {
      renew();
      state = now;
    }
    return client;
  }

  private void renew() throws IOException {
    try {
      client = client();
    } catch (IOException e) {
      if (client == null) {
        throw e;
      }
      LOG.warn("{}. What was read before stays in use.", new OneLine(e.getMessage()));
    }
  }

  private HttpClient client() throws IOException {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("pixiecore-api-client"));
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // followed by ourselves: the next server is not to learn our credentials
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(threads);
    if (!files.equals(TlsFiles.NONE)) {
      builder.sslContext(files.context());
    }
    return builder.build();
  }
}
