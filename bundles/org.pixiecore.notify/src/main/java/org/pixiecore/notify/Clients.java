package org.pixiecore.notify;

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
 * The HTTP client, made anew when other certificate files are configured, or one of them changes.
 *
 * <p>Java 17 cannot close a client: it ends by itself when nobody holds it and no call is under
 * way. So nothing but this holds it.
 */
final class Clients {

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private TlsFiles files;
  private List<String> state;
  private HttpClient client;

  /**
   * A client with what the files hold, or held when they were last in order.
   *
   * @throws IOException if they were not yet; the message names the file, for people
   */
  synchronized HttpClient get(TlsFiles wanted) throws IOException {
    List<String> now = wanted.state();
    boolean others = !wanted.equals(files);
    if (others || !now.equals(state)) {
      try {
        client = client(wanted);
      } catch (IOException e) {
        if (others) {
          throw e;
        }
        LOG.warn("{}. What was read before stays in use.", new OneLine(e.getMessage()));
      }
      files = wanted;
      state = now;
    }
    return client;
  }

  private static HttpClient client(TlsFiles files) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // a redirect may lead to where nobody is to learn of this
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(
                new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    1,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    DaemonThreads.named("pixiecore-webhook-client")));
    if (!files.equals(TlsFiles.NONE)) {
      builder.sslContext(files.context());
    }
    return builder.build();
  }
}
