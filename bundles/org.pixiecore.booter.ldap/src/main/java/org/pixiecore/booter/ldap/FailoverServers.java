package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to the first server that can be reached. While none can, questions are told so at once
 * instead of each waiting for the same; and a password that was refused is not sent again and
 * again, because directories lock accounts for that.
 */
final class FailoverServers extends ServerSet {

  private static final Logger LOG = LoggerFactory.getLogger(FailoverServers.class);

  /** For how long it is not tried again. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);

  /** Connects to one server. */
  interface Connector {
    LDAPConnection connect(ServerAddress server) throws LDAPException;
  }

  private record Outage(LDAPException cause, long until) {}

  private final String name;
  private final List<ServerAddress> servers;
  private final Duration limit;
  private final Connector connector;
  private final LongSupplier nanoTime;
  private volatile Outage outage;
  private volatile ServerAddress reached;

  /**
   * Connects to nothing yet.
   *
   * @param name what the log calls the directory
   * @param limit after which no further server is tried
   * @param nanoTime the clock, as {@link System#nanoTime()}
   */
  FailoverServers(
      String name,
      List<ServerAddress> servers,
      Duration limit,
      Connector connector,
      LongSupplier nanoTime) {
    this.name = name;
    this.servers = servers;
    this.limit = limit;
    this.connector = connector;
    this.nanoTime = nanoTime;
  }

  @Override
  public LDAPConnection getConnection() throws LDAPException {
    Outage before = outage;
    long began = nanoTime.getAsLong();
    if (before != null && before.until() - began > 0) {
      throw before.cause();
    }
    List<String> failures = new ArrayList<>();
    LDAPException last = null;
    for (ServerAddress server : servers) {
      if (nanoTime.getAsLong() - began > limit.toNanos()) {
        failures.add("no time was left for " + server);
        break;
      }
      try {
        LDAPConnection connection = connector.connect(server);
        associateConnectionWithThisServerSet(connection);
        reached(server);
        return connection;
      } catch (LDAPException e) {
        failures.add(server + ": " + Failures.say(e));
        last = e;
        if (Thread.currentThread().isInterrupted() || isRefusal(e)) {
          break;
        }
      }
    }
    throw failed(String.join("; ", failures), last);
  }

  private LDAPException failed(String reason, LDAPException last) {
    LDAPException failure = new LDAPException(ResultCode.CONNECT_ERROR, reason, last);
    if (!Thread.currentThread().isInterrupted()) {
      Duration pause = last != null && isRefusal(last) ? PAUSE_AFTER_REFUSAL : PAUSE;
      boolean first = outage == null;
      outage = new Outage(failure, nanoTime.getAsLong() + pause.toNanos());
      if (first) {
        reached = null;
        LOG.warn(
            "{}: no directory server can be asked ({}). It goes on trying.",
            name,
            new OneLine(reason));
      }
    }
    return failure;
  }

  private void reached(ServerAddress server) {
    outage = null;
    if (!server.equals(reached)) {
      reached = server;
      LOG.info("{}: asks the directory at {}", name, server);
    }
  }

  private static boolean isRefusal(LDAPException e) {
    return e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS);
  }

  @Override
  public void toString(StringBuilder buffer) {
    buffer.append(servers);
  }
}
