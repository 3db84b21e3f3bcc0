package org.pixiecore.dhcp.lease;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** A log whose lines can be looked at. It knows no placeholders. */
final class RecordedLog {

  private final List<String> lines = new ArrayList<>();

  /** What writes to it; whether a level is on is answered with no. */
  Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            RecordedLog.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == boolean.class) {
                return false;
              }
              lines.add((String) arguments[0]);
              return null;
            });
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
