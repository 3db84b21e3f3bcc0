package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory, over a few connections that are kept open, made anew when they break, and watched
 * while nobody asks. Making one of these connects to nothing.
 */
final class Directory implements AutoCloseable {

  private static final Duration CHECK = Duration.ofSeconds(5);

  /** After it a connection is made anew: to the first server again, if another took its place. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

  private static final Filter ANY = Filter.createPresenceFilter("objectClass");

  /**
   * What a search found.
   *
   * @param references to other servers, which were not followed
   */
  record Found(List<SearchResultEntry> entries, List<String> references) {}

  private final ServerSettings settings;
  private final LDAPConnectionPool pool;

  Directory(String name, ServerSettings settings) {
    this.settings = settings;
    FailoverServers servers =
        new FailoverServers(
            name,
            settings.servers(),
            settings.timeLimit(),
            new ServerConnector(settings)::connect,
            System::nanoTime);
    try {
      pool = new LDAPConnectionPool(servers, null, 0, settings.connections());
    } catch (LDAPException e) {
      throw new IllegalStateException("with no connection at first, none can fail", e);
    }
    pool.setConnectionPoolName(name);
    pool.setHealthCheck(new ConnectionCheck(settings.responseTimeout()));
    pool.setMinimumAvailableConnectionGoal(1);
    pool.setMaxConnectionAgeMillis(LONGEST_LIFE.toMillis());
    pool.setHealthCheckIntervalMillis(CHECK.toMillis());
  }

  /**
   * Searches.
   *
   * @param most how many entries may be found
   * @throws IOException if the directory cannot say; the message is for people
   */
  Found search(
      String base,
      SearchScope scope,
      Filter filter,
      Collection<String> attributes,
      int most,
      Deadline deadline)
      throws IOException, InterruptedException {
    SearchRequest request =
        new SearchRequest(base, scope, filter, attributes.toArray(String[]::new));
    request.setSizeLimit(most);
    try {
      SearchResult result = send(request, deadline);
      return new Found(
          result.getSearchEntries(),
          result.getSearchReferences().stream().flatMap(Directory::urls).toList());
    } catch (LDAPException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while the directory was asked");
      }
      throw new IOException(problem(request, e), e);
    }
  }

  /** One entry; empty if there is none with this name, or none that may be read. */
  Optional<SearchResultEntry> entry(String dn, Collection<String> attributes, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      Found found = search(dn, SearchScope.BASE, ANY, attributes, 1, deadline);
      return found.entries().stream().findFirst();
    } catch (IOException e) {
      if (e.getCause() instanceof LDAPException cause
          && cause.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Twice, if need be: the first connection may be one that broke unnoticed. */
  private SearchResult send(SearchRequest request, Deadline deadline)
      throws LDAPException, IOException, InterruptedException {
    try {
      return sendOnce(request, deadline);
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return sendOnce(request, deadline);
    }
  }

  private SearchResult sendOnce(SearchRequest request, Deadline deadline)
      throws LDAPException, IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("before the directory was asked");
    }
    LDAPConnection connection = pool.getConnection();
    try {
      Duration left = deadline.left(settings.responseTimeout());
      request.setResponseTimeoutMillis(left.toMillis());
      SearchResult result = connection.search(request);
      pool.releaseConnection(connection);
      return result;
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable()) {
        pool.releaseConnection(connection);
      } else {
        pool.releaseDefunctConnection(connection);
      }
      throw e;
    } catch (IOException e) {
      pool.releaseConnection(connection);
      throw e;
    }
  }

  private static String problem(SearchRequest request, LDAPException e) {
    if (e.getResultCode().equals(ResultCode.REFERRAL)
        && e instanceof LDAPSearchException referral) {
      return "the directory refers to %s for %s, which is followed only if followReferrals says so"
          .formatted(Arrays.toString(referral.getReferralURLs()), request.getBaseDN());
    }
    if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
      return "the directory has more entries than it tells, or than %d, below %s for %s"
          .formatted(request.getSizeLimit(), request.getBaseDN(), request.getFilter());
    }
    return "the directory cannot say what is below %s: %s"
        .formatted(request.getBaseDN(), Failures.say(e));
  }

  private static Stream<String> urls(SearchResultReference reference) {
    return Stream.of(reference.getReferralURLs());
  }

  /** Closes the connections; those that are in use, when they are not any more. */
  @Override
  public void close() {
    pool.close();
  }
}
