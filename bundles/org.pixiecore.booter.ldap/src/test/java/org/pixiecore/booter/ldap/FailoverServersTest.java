package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailoverServersTest {

  private static final ServerAddress FIRST = ServerAddress.parse("ldap://first");
  private static final ServerAddress SECOND = ServerAddress.parse("ldap://second");

  private final Map<ServerAddress, ResultCode> broken = new HashMap<>();
  private final List<ServerAddress> tried = new ArrayList<>();
  private Duration each = Duration.ZERO;
  private long now;

  private final FailoverServers servers =
      new FailoverServers(
          "test", List.of(FIRST, SECOND), Duration.ofSeconds(6), this::connect, () -> now);

  private LDAPConnection connect(ServerAddress server) throws LDAPException {
    tried.add(server);
    now += each.toNanos();
    if (broken.containsKey(server)) {
      throw new LDAPException(broken.get(server), "broken");
    }
    return new LDAPConnection();
  }

  @Test
  void theFirstThatCanBeReached() throws Exception {
    servers.getConnection();
    broken.put(FIRST, ResultCode.CONNECT_ERROR);
    servers.getConnection();
    broken.clear();
    servers.getConnection();

    assertThat(tried).containsExactly(FIRST, FIRST, SECOND, FIRST);
  }

  @Test
  void whenNoneCanBeReachedEachIsNamedAndNoneIsTriedForAWhile() throws Exception {
    broken.put(FIRST, ResultCode.CONNECT_ERROR);
    broken.put(SECOND, ResultCode.TIMEOUT);

    assertFails("ldap://first:389: connect error", "ldap://second:389: timeout");
    assertFails("ldap://second:389");
    assertThat(tried).hasSize(2);

    now += FailoverServers.PAUSE.toNanos();
    broken.clear();
    servers.getConnection();
    servers.getConnection();
    assertThat(tried).hasSize(4);
  }

  @Test
  void aPasswordThatIsRefusedIsSentNoFurtherAndNotSoonAgain() {
    broken.put(FIRST, ResultCode.INVALID_CREDENTIALS);

    assertFails("invalid credentials");
    now += FailoverServers.PAUSE.toNanos();
    assertFails("invalid credentials");
    assertThat(tried).containsExactly(FIRST);

    now += FailoverServers.PAUSE_AFTER_REFUSAL.toNanos();
    assertFails("invalid credentials");
    assertThat(tried).containsExactly(FIRST, FIRST);
  }

  @Test
  void aServerThatTakesAllTheTimeLeavesNoneForTheNext() {
    broken.put(FIRST, ResultCode.TIMEOUT);
    each = Duration.ofSeconds(7);

    assertFails("no time was left for ldap://second:389");
    assertThat(tried).containsExactly(FIRST);
  }

  private void assertFails(String... words) {
    assertThatThrownBy(servers::getConnection)
        .isInstanceOf(LDAPException.class)
        .message()
        .contains(words);
  }
}
