package org.pixiecore.core;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Its tickets are the boots' own text, and what is spent is what a test says. */
final class OrdersInMemory implements Orders {

  private final Set<OneShot> spent = ConcurrentHashMap.newKeySet();
  private volatile boolean unreadable;

  void spend(OneShot boot) {
    spent.add(boot);
  }

  void becomeUnreadable() {
    unreadable = true;
  }

  @Override
  public boolean isSpent(OneShot boot) throws IOException {
    if (unreadable) {
      throw new IOException("/data/once cannot be read");
    }
    return spent.contains(boot);
  }

  @Override
  public String ticket(OneShot boot) {
    return boot.text();
  }
}
