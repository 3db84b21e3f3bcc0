package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/**
 * Sends a body as fast as its source has it and the client takes it, and holds no thread while it
 * waits for either. How long the client may take is the HTTP server's idle timeout.
 */
final class Transfer implements WriteListener {

  /** Where the bytes come from. */
  interface Source {

    /**
     * The next bytes; null if there are none now. At the end that is for good, else {@link
     * Transfer#resume()} is called when there are.
     *
     * @throws IOException if there will be no more, though the end is not reached
     */
    ByteBuffer poll() throws IOException;

    /** Whether everything has been polled. */
    boolean isAtEnd();

    /** Called once when nothing more is wanted, at the end or before it. */
    void close();
  }

  /** Told how it goes, and once how it went. */
  interface Ending {

    /** So many bytes were handed to the client by now. */
    default void reached(long bytes) {}

    /**
     * The transfer is over.
     *
     * @param bytes how many were handed to the client
     * @param failure why not all were; null if all were
     */
    void transferred(long bytes, Throwable failure);
  }

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final BufferOutput buffers;
  private final Source source;
  private final Ending ending;

  private ByteBuffer current;
  private long bytes;
  private boolean started;
  private boolean ended;

  private Transfer(AsyncContext context, Source source, Ending ending) throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    this.buffers = BufferOutput.of(out);
    this.source = source;
    this.ending = ending;
  }

  /**
   * Begins to send; the response's head must be complete.
   *
   * @param context is completed at the end
   */
  static Transfer start(AsyncContext context, Source source, Ending ending) throws IOException {
    // a big file takes as long as it takes
    context.setTimeout(0);
    try {
      Transfer transfer = new Transfer(context, source, ending);
      transfer.out.setWriteListener(transfer);
      return transfer;
    } catch (IOException | RuntimeException e) {
      ending.transferred(0, e);
      throw e;
    }
  }

  @Override
  public synchronized void onWritePossible() {
    started = true;
    resume();
  }

  @Override
  public synchronized void onError(Throwable failure) {
    end(failure);
  }

  /** Goes on, after there was nothing to send. On any thread. */
  synchronized void resume() {
    // before the container's first call, the stream may not be touched
    if (!started) {
      return;
    }
    try {
      // ready also means that what was written before has been taken
      while (!ended && out.isReady()) {
        if (current == null || !current.hasRemaining()) {
          current = source.poll();
        }
        if (current == null) {
          if (source.isAtEnd()) {
            end(null);
          }
          return;
        }
        int before = current.remaining();
        buffers.write(current);
        bytes += before - current.remaining();
        ending.reached(bytes);
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  private void end(Throwable failure) {
    if (!ended) {
      ended = true;
      source.close();
      ending.transferred(bytes, failure);
      if (failure != null) {
        buffers.abort(failure);
      }
      context.complete();
    }
  }
}
