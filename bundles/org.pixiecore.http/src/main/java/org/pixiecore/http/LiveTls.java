package org.pixiecore.http;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.tls.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS to other servers, as the certificates' files are now: certificates are renewed while a server
 * runs. While a file is wrong, the last context that was good serves; at first that is what Java
 * trusts.
 */
final class LiveTls {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTls.class);

  private record State(TlsFiles files, List<String> state) {}

  private State looked; // guarded by this
  private SSLContext good; // guarded by this

  /**
   * The context for these files. The same object as before, unless they are others or were
   * modified.
   */
  synchronized SSLContext context(TlsFiles files) {
    State now = new State(files, files.state());
    if (!now.equals(looked)) {
      looked = now;
      try {
        good = files.context();
      } catch (IOException e) {
        LOG.error(
            "Certificates for https: {}. {} until that is mended.",
            new OneLine(e.getMessage()),
            good == null ? "What Java trusts serves" : "The last good ones serve");
      }
    }
    if (good == null) {
      good = javas();
    }
    return good;
  }

  private static SSLContext javas() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
