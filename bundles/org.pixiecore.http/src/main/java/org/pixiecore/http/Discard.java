package org.pixiecore.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Takes nothing of a body that nobody wants, and so lets go of its connection. */
final class Discard implements Subscriber<List<ByteBuffer>> {

  private Discard() {}

  static void body(Publisher<List<ByteBuffer>> body) {
    body.subscribe(new Discard());
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
