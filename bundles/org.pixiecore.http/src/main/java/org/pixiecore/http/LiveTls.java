package org.pixiecore.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
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

  private record State(TlsFiles files, List<Optional<FileTime>> modified) {}

  private State looked; // guarded by this
  private SSLContext good; // guarded by this

  /**
   * The context for these files. The same object as before, unless they are others or were
   * modified.
   */
  synchronized SSLContext context(TlsFiles files) {
    State now = new State(files, files.files().stream().map(LiveTls::modified).toList());
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

  private static Optional<FileTime> modified(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      // what is not there has no time, and is another state when it comes
      return Optional.empty();
    }
  }

  private static SSLContext javas() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
