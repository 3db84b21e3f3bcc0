package org.pixiecore.console;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/**
 * A browser at the other end of a connection. Nobody waits for it: what it has not taken yet is
 * kept up to a limit, and beyond that it is dropped, and comes again if it still cares.
 */
final class StreamViewer implements Viewer, WriteListener {

  /** In octets. The first event, with every machine, is sent whatever its size. */
  static final int MOST_WAITING = 256 * 1024;

  private final ServletOutputStream out;
  private final BooleanSupplier maySeeOn;
  private final Runnable end;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private long octets;
  private boolean open;
  private boolean unflushed;
  private boolean closed;

  /**
   * Has nothing to send yet.
   *
   * @param end called once, when the connection is needed no longer
   */
  StreamViewer(ServletOutputStream out, BooleanSupplier maySeeOn, Runnable end) {
    this.out = out;
    this.maySeeOn = maySeeOn;
    this.end = end;
  }

  @Override
  public boolean send(byte[] event) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      if (waiting.isEmpty() || octets + event.length <= MOST_WAITING) {
        waiting.add(event);
        octets += event.length;
        if (write()) {
          return true;
        }
      }
    }
    close();
    return false;
  }

  @Override
  public void onWritePossible() {
    boolean written;
    synchronized (this) {
      open = true;
      written = closed || write();
    }
    if (!written) {
      close();
    }
  }

  @Override
  public void onError(Throwable gone) {
    close();
  }

  @Override
  public boolean maySeeOn() {
    return maySeeOn.getAsBoolean();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    end.run();
  }

  /**
   * As much as goes without waiting; the container calls again when there is room. Before it has
   * called once, writing would wait.
   */
  private boolean write() {
    try {
      while (open && out.isReady()) {
        byte[] next = waiting.poll();
        if (next != null) {
          octets -= next.length;
          out.write(next);
          unflushed = true;
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          break;
        }
      }
      return true;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }
}
