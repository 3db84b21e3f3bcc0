package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.event.Level;

class BootLogTest {

  private final RecordedLog lines = new RecordedLog();
  private final FakeClock clock = new FakeClock();
  private final BootLog log = new BootLog(lines, clock);

  @Test
  void theSameStepAgainIsAtDebugForTenSeconds() {
    log.step("a");
    log.step("b");
    clock.pass(Duration.ofSeconds(4));
    log.step("a");
    assertThat(lines.at(Level.INFO)).containsExactly("INFO a", "INFO b");
    assertThat(lines.at(Level.DEBUG)).containsExactly("DEBUG a");
    clock.pass(Duration.ofSeconds(7));
    log.step("a");
    assertThat(lines.at(Level.INFO)).containsExactly("INFO a", "INFO b", "INFO a");
  }

  @Test
  void aMachineThatIsLeftAloneIsSaidOnceInTenMinutes() {
    log.leftAlone("a: not ours");
    clock.pass(Duration.ofMinutes(9));
    log.leftAlone("a: not ours");
    log.leftAlone("a: another reason");
    assertThat(lines.at(Level.INFO)).containsExactly("INFO a: not ours", "INFO a: another reason");
    assertThat(lines.at(Level.DEBUG)).containsExactly("DEBUG a: not ours");
    clock.pass(Duration.ofMinutes(1));
    log.leftAlone("a: not ours");
    assertThat(lines.at(Level.INFO)).last().isEqualTo("INFO a: not ours");
  }

  @Test
  void aBootStormWritesAHundredLinesASecondAndSaysWhatIsMissing() {
    for (int machine = 0; machine < 15_000; machine++) {
      log.step("machine " + machine);
    }
    assertThat(lines.at(Level.INFO)).hasSize(100);
    clock.pass(Duration.ofSeconds(1));
    log.step("one more");
    assertThat(lines.at(Level.INFO))
        .last()
        .isEqualTo("INFO one more (14900 lines like this were left out before it)");
  }

  @Test
  void aTroubleIsSaidOnceAMinuteForEachSubject() {
    log.trouble("eth0", "first");
    log.trouble("eth1", "other");
    clock.pass(Duration.ofSeconds(59));
    log.trouble("eth0", "second");
    clock.pass(Duration.ofSeconds(1));
    log.trouble("eth0", "third");
    assertThat(lines.at(Level.WARN)).containsExactly("WARN first", "WARN other", "WARN third");
  }

  @Test
  void othersWordsBeginNoLineOfTheirOwn() {
    String forged = "away\n\u001b[2JINFO all is well";
    String shown = "away [2JINFO all is well";

    log.step("1 " + forged);
    log.step("1 " + forged);
    log.trouble("eth0", "2 " + forged);
    log.trouble("eth0", "2 " + forged);
    log.ignored(PxePort.PROXY_DHCP, "who", forged);
    for (int i = 0; i < 21; i++) {
      log.malformed(PxePort.PROXY_DHCP, arrival(), forged);
    }

    assertThat(lines.at(Level.INFO)).containsExactly("INFO 1 " + shown);
    assertThat(lines.at(Level.WARN)).hasSize(21).allMatch(line -> line.endsWith(shown));
    assertThat(lines.at(Level.DEBUG)).hasSize(4).allMatch(line -> line.endsWith(shown));
  }

  @Test
  void aFloodOfMalformedPacketsIsAFewLinesAMinute() {
    for (int i = 0; i < 1000; i++) {
      log.malformed(PxePort.PROXY_DHCP, arrival(), "reason");
    }
    assertThat(lines.at(Level.WARN))
        .hasSize(20)
        .first()
        .isEqualTo("WARN ProxyDHCP: a packet of 7 octets from /10.0.0.9:68 is malformed: reason");
  }

  private static Arrival arrival() {
    return new Arrival(
        ByteBuffer.allocate(7),
        false,
        new InetSocketAddress("10.0.0.9", 68),
        Packets.address("10.0.0.1"),
        1);
  }
}
