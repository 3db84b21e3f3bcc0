package org.pixiecore.booter.api;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/** Has one thread do what several want done at the same time, and gives all of them the result. */
final class SingleFlight<K, V> {

  /** What there is to do. */
  @FunctionalInterface
  interface Work<V> {
    V run() throws IOException, InterruptedException;
  }

  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /**
   * Does it, or waits for the thread that is doing it. When that one is interrupted, another takes
   * over.
   */
  V share(K key, Work<V> work) throws IOException, InterruptedException {
    while (true) {
      CompletableFuture<V> mine = new CompletableFuture<>();
      CompletableFuture<V> theirs = flights.putIfAbsent(key, mine);
      if (theirs == null) {
        return lead(key, mine, work);
      }
      try {
        return theirs.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof InterruptedException)) {
          throw new IOException(e.getCause().getMessage(), e.getCause());
        }
      }
    }
  }

  private V lead(K key, CompletableFuture<V> mine, Work<V> work)
      throws IOException, InterruptedException {
    try {
      V result = work.run();
      mine.complete(result);
      return result;
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
    }
  }
}
