package org.pixiecore.console;

import java.nio.charset.StandardCharsets;

/** Somebody who watches. */
interface Viewer {

  /**
   * Sends something, now or when there is room, and returns at once.
   *
   * @param event as {@link #event} makes it; not changed by anybody
   * @return false if the viewer is gone, or too slow, and gets nothing any more
   */
  boolean send(byte[] event);

  /** Whether it may still see what is sent. */
  boolean maySeeOn();

  /** Ends it. */
  void close();

  /** An event in the form of {@code text/event-stream}. */
  static byte[] event(String name, String line) {
    return "event: %s\ndata: %s\n\n".formatted(name, line).getBytes(StandardCharsets.UTF_8);
  }
}
