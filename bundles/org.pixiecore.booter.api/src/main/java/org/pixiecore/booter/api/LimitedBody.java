package org.pixiecore.booter.api;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * A body that is read to its end, unless it turns out to be longer than it may be: then the rest is
 * left where it is, with the connection closed.
 */
final class LimitedBody implements BodySubscriber<Optional<byte[]>> {

  /** In octets. What a machine boots is said in a few hundred; a script is text of people. */
  static final int LONGEST = 1 << 20;

  private final CompletableFuture<Optional<byte[]>> body = new CompletableFuture<>();
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final boolean announcedTooLong;
  private Subscription subscription;

  private LimitedBody(ResponseInfo head) {
    this.announcedTooLong = head.headers().firstValueAsLong("Content-Length").orElse(0) > LONGEST;
  }

  /** Bodies that come as empty if they are longer than {@link #LONGEST}. */
  static BodyHandler<Optional<byte[]>> handler() {
    return LimitedBody::new;
  }

  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (announcedTooLong) {
      giveUp();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (octets.size() + buffer.remaining() > LONGEST) {
        giveUp();
        return;
      }
      byte[] piece = new byte[buffer.remaining()];
      buffer.get(piece);
      octets.writeBytes(piece);
    }
  }

  @Override
  public void onError(Throwable cause) {
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    body.complete(Optional.of(octets.toByteArray()));
  }

  private void giveUp() {
    subscription.cancel();
    body.complete(Optional.empty());
  }
}
