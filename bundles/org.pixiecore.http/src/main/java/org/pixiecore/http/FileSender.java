package org.pixiecore.http;

import static javax.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static javax.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static javax.servlet.http.HttpServletResponse.SC_NOT_MODIFIED;
import static javax.servlet.http.HttpServletResponse.SC_PARTIAL_CONTENT;
import static javax.servlet.http.HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.pixiecore.api.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends files on this server, whole or in part (RFC 9110 sections 13 and 14). */
final class FileSender {

  private static final Logger LOG = LoggerFactory.getLogger(FileSender.class);

  /** Bytes that a socket takes without waiting; they are not worth another thread's time. */
  private static final int AT_ONCE = 32 * 1024;

  private final MappedFiles files;

  FileSender(MappedFiles files) {
    this.files = files;
  }

  /**
   * Answers a request with files, one behind the other as if they were one.
   *
   * @param shown what the log calls them
   * @param name by which a client knows what it gets
   * @param program the loader that a boot program is; empty for what is none
   * @param later begins to answer asynchronously, if that is needed
   * @return whether the answer goes on asynchronously, and completes the context; else it is
   *     complete
   */
  boolean send(
      Fetch fetch,
      List<Path> paths,
      String shown,
      String name,
      Optional<Loader> program,
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<AsyncContext> later)
      throws IOException {
    StoredFile file;
    try {
      file = StoredFile.open(files, paths);
    } catch (AccessDeniedException e) {
      LOG.error("{}: {} cannot be read by this server's user", fetch.who(), e.getFile());
      fetch.refused(name, e.getFile() + " cannot be read by this server's user. Permit it.");
      PlainText.send(response, SC_FORBIDDEN, "The server may not read this file.\n");
      return false;
    } catch (NoSuchFileException e) {
      LOG.error("{}: {} is not there", fetch.who(), e.getFile());
      fetch.refused(name, e.getFile() + " is not there.");
      PlainText.send(response, SC_NOT_FOUND, "This file is not there any more.\n");
      return false;
    } catch (IOException e) {
      LOG.error("{}: {} cannot be served: {}", fetch.who(), shown, e.toString());
      fetch.refused(name, "it cannot be served: " + e);
      PlainText.send(response, SC_NOT_FOUND, "This file is not there any more.\n");
      return false;
    }
    long size = file.size();
    Validators validators = file.validators();
    response.setHeader("ETag", validators.etag());
    response.setHeader("Last-Modified", validators.lastModified());
    response.setHeader("Accept-Ranges", "bytes");
    if (validators.notModified(
        request.getHeader("If-None-Match"), request.getHeader("If-Modified-Since"))) {
      response.setStatus(SC_NOT_MODIFIED);
      LOG.debug("{}: has {} already", fetch.who(), shown);
      return false;
    }
    RequestedRange range =
        fetch.isHead() || !validators.rangeHolds(request.getHeader("If-Range"))
            ? new RequestedRange.Whole()
            : RequestedRange.parse(request.getHeader("Range"), size);
    if (range instanceof RequestedRange.Unsatisfiable) {
      String reason = "This file has %d bytes, and not those.".formatted(size);
      fetch.refused(name, reason);
      response.setHeader("Content-Range", "bytes */" + size);
      PlainText.send(response, SC_REQUESTED_RANGE_NOT_SATISFIABLE, reason + "\n");
      return false;
    }
    response.setContentType(ContentTypes.of(name));
    long first = 0;
    long length = size;
    if (range instanceof RequestedRange.Part part) {
      response.setStatus(SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", part.contentRange(size));
      first = part.first();
      length = part.length();
    }
    response.setContentLengthLong(length);
    if (fetch.isHead()) {
      LOG.debug("{}: asked how big {} is", fetch.who(), shown);
      return false;
    }
    List<ByteBuffer> slices = file.slices(first, length);
    if (length > AT_ONCE) {
      AsyncContext context = later.get();
      Sending sending = fetch.sends(shown, name, program, OptionalLong.of(length));
      Transfer unused = Transfer.start(context, new LocalBody(slices), sending);
      return true;
    }
    Sending sending = fetch.sends(shown, name, program, OptionalLong.of(length));
    sendAtOnce(slices, length, response, sending);
    return false;
  }

  private static void sendAtOnce(
      List<ByteBuffer> slices, long length, HttpServletResponse response, Sending sending)
      throws IOException {
    try {
      BufferOutput out = BufferOutput.of(response.getOutputStream());
      for (ByteBuffer slice : slices) {
        while (slice.hasRemaining()) {
          out.write(slice);
        }
      }
    } catch (IOException e) {
      long left = slices.stream().mapToLong(ByteBuffer::remaining).sum();
      sending.transferred(length - left, e);
      throw e;
    }
    sending.transferred(length, null);
  }
}
