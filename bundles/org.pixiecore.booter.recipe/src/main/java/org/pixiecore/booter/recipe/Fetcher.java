package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one file over HTTP into a partial file, and goes on where it broke off: also what an
 * earlier run of this server left there. Redirects are followed, but not from https to http.
 */
final class Fetcher {

  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

  /** How often a server is asked in vain, with nothing new coming, before that is said. */
  static final int TRIES = 5;

  private static final String USER_AGENT = "Pixiecore-for-Karaf";
  private static final int PIECE = 1 << 16;
  private static final long STEP = 64L << 20;

  private final Duration readTimeout;
  private final Duration pause;
  private final ScheduledExecutorService timer;
  private final HttpClient client;

  /**
   * Makes one.
   *
   * @param readTimeout how long a server may send nothing
   * @param pause between two tries
   * @param timer watches over the read timeout
   */
  Fetcher(
      Duration connectTimeout,
      Duration readTimeout,
      Duration pause,
      ScheduledExecutorService timer) {
    this.readTimeout = readTimeout;
    this.pause = pause;
    this.timer = timer;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(connectTimeout)
            .build();
  }

  /**
   * Fetches.
   *
   * @param partial where to; what is in it is continued, if it is of the same version still
   * @param known by which the server recognises the version that is there already
   * @param room is made before octets come
   * @return by which the server recognises what is in the partial file now; empty if the known
   *     version is the newest
   * @throws IOException if it is not to be had now; the message is for people
   */
  Optional<Validators> fetch(
      URI url,
      Path partial,
      Optional<Validators> known,
      Reservation room,
      DownloadList.Progress progress)
      throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel, url)) {
      int inVain = 0;
      while (lock.isValid()) {
        long before = channel.size();
        try {
          return ask(url, partial, channel, known, room, progress);
        } catch (FetchException e) {
          throw e;
        } catch (ConnectException | HttpConnectTimeoutException e) {
          throw new FetchException(masked(url) + " is not reached: " + cause(e), e);
        } catch (IOException e) {
          inVain = channel.size() > before ? 0 : inVain + 1;
          if (inVain == TRIES) {
            throw new FetchException(masked(url) + " broke off: " + cause(e), e);
          }
          LOG.debug("{} broke off at {}: {}", masked(url), channel.size(), cause(e));
        }
        Thread.sleep(pause.toMillis());
      }
      throw new FetchException(masked(url) + " is not fetched any more");
    }
  }

  /** Where the validators of a partial file are kept. */
  static Path validators(Path partial) {
    return partial.resolveSibling(partial.getFileName() + ".validators");
  }

  private Optional<Validators> ask(
      URI url,
      Path partial,
      FileChannel channel,
      Optional<Validators> known,
      Reservation room,
      DownloadList.Progress progress)
      throws IOException, InterruptedException {
    Optional<String> range =
        channel.size() == 0
            ? Optional.empty()
            : Validators.of(StateFile.read(validators(partial))).forRange();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(readTimeout)
            .setHeader("User-Agent", USER_AGENT)
            .setHeader("Accept-Encoding", "identity");
    if (range.isPresent()) {
      request.setHeader("Range", "bytes=" + channel.size() + "-");
      request.setHeader("If-Range", range.get());
    } else {
      known.ifPresent(validators -> validators.revalidate(request));
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case 200 -> {
          channel.truncate(0);
          remember(partial, Validators.of(response.headers()));
        }
        case 206 -> {
          String expected = "bytes " + channel.size() + "-";
          if (!response.headers().firstValue("Content-Range").orElse("").startsWith(expected)) {
            channel.truncate(0);
            throw new IOException("another part came than was asked for");
          }
        }
        case 304 -> {
          return Optional.empty();
        }
        case 416 -> {
          channel.truncate(0);
          throw new IOException("what was there before does not go on");
        }
        case 408, 429, 500, 502, 503, 504 ->
            throw new IOException("it answers with status " + response.statusCode());
        case 301, 302, 303, 307, 308 ->
            throw new FetchException(
                masked(url)
                    + " redirects to "
                    + masked(response.headers().firstValue("Location").orElse("nowhere"))
                    + ", which is not followed: too often, or from https to http");
        default ->
            throw new FetchException(
                masked(url)
                    + " is not to be had: the server answers with status "
                    + response.statusCode());
      }
      receive(response, body, channel, room, progress);
      return Optional.of(Validators.of(StateFile.read(validators(partial))));
    }
  }

  private void receive(
      HttpResponse<?> response,
      InputStream body,
      FileChannel channel,
      Reservation room,
      DownloadList.Progress progress)
      throws IOException {
    long begin = channel.size();
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    OptionalLong size =
        length.isPresent() ? OptionalLong.of(begin + length.getAsLong()) : OptionalLong.empty();
    channel.position(begin);
    progress.at(size, begin);
    byte[] piece = new byte[PIECE];
    try (Stall stall = new Stall(timer, readTimeout, body)) {
      long there = begin;
      room.grow(size.orElse(there + STEP));
      for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
        if (there + read > size.orElse(Long.MAX_VALUE)) {
          throw new IOException("more came than was announced");
        }
        if (size.isEmpty()) {
          room.grow((there + read) / STEP * STEP + STEP);
        }
        ByteBuffer octets = ByteBuffer.wrap(piece, 0, read);
        while (octets.hasRemaining()) {
          there += channel.write(octets);
        }
        stall.moves();
        progress.at(size, there);
      }
      if (there != size.orElse(there)) {
        throw new IOException("its end did not come");
      }
    }
  }

  private static void remember(Path partial, Validators validators) throws IOException {
    Properties properties = new Properties();
    validators.put(properties);
    StateFile.write(validators(partial), properties);
  }

  private static FileLock lock(FileChannel channel, URI url) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is under way here", masked(url), e);
    }
    throw new FetchException(masked(url) + " is being fetched by another server on this computer");
  }

  private static String masked(Object url) {
    return UrlSecrets.mask(url.toString());
  }

  /** For people: of what is as common as these two the client says nothing but a class's name. */
  private static String cause(IOException failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof UnresolvedAddressException) {
        return "the name of its host is not known";
      }
    }
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      return "its host takes no connection";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** Whether a partial file has anything that may be continued. */
  static boolean isWorthKeeping(Path partial) throws IOException {
    return Files.exists(partial) && Files.size(partial) > 0;
  }
}
