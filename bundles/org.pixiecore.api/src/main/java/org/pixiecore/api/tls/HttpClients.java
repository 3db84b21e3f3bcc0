package org.pixiecore.api.tls;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP client for one server of the site's, made anew when other certificate files are
 * configured, or one of them changes. It speaks HTTP/1.1 and follows no redirect: the next server
 * is not to learn what is meant for this one. Safe for use by several threads.
 *
 * <p>Java 17 has no way to close a client: it ends its thread and its idle connections by itself
 * when nobody holds it any more and no request is under way. So nothing but this holds it.
 */
public final class HttpClients {

  private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);

  private final String threads;
  private final Duration connectTimeout;

  private TlsFiles files;
  private List<String> state;
  private HttpClient client;

  /**
   * Makes no client yet.
   *
   * @param threads what the clients' threads are called, before a hyphen and a number
   * @param connectTimeout how long a connection may take; more than zero
   */
  public HttpClients(String threads, Duration connectTimeout) {
    this.threads = threads;
    this.connectTimeout = connectTimeout;
  }

  /**
   * A client with what the files hold, or held when they were last in order. Use it at once, and do
   * not keep it.
   *
   * @throws IOException if they were not yet; the message names the file, for people
   */
  public synchronized HttpClient get(TlsFiles wanted) throws IOException {
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

  private HttpClient client(TlsFiles wanted) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(
                new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    1,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    DaemonThreads.named(threads)));
    if (!wanted.equals(TlsFiles.NONE)) {
      builder.sslContext(wanted.context());
    }
    return builder.build();
  }
}
