package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.tftp.TftpPath;

class StuckMachinesTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private long now;
  private final Deadlines deadlines = new Deadlines(() -> now);
  private final StuckMachines stuck = new StuckMachines(deadlines);

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void whoLoadedGrubAndAsksForNothingMoreIsToldOfOnce() throws Exception {
    stuck.expect(requester(1, "52-54-00-12-34-56/grubx64.efi"));
    pass(StuckMachines.PATIENCE.minusSeconds(1));
    assertThat(text()).isEmpty();

    pass(Duration.ofSeconds(1));
    pass(StuckMachines.PATIENCE);

    assertThat(text())
        .containsOnlyOnce("52:54:00:12:34:56 asked for grubx64.efi 60 s ago and for nothing since")
        .contains("docs/secure-boot.md");
  }

  @Test
  void whoAsksForMoreIsNotStuckAndOthersStay() throws Exception {
    stuck.expect(requester(1, "52-54-00-00-00-01/shimx64.efi"));
    stuck.expect(requester(2, "52-54-00-00-00-02/shimx64.efi"));
    stuck.asked(address(1));
    pass(StuckMachines.PATIENCE);

    assertThat(text()).contains("52:54:00:00:00:02").doesNotContain("52:54:00:00:00:01");
  }

  @Test
  void patienceBeginsAnewWithEachProgram() throws Exception {
    stuck.expect(requester(1, "52-54-00-00-00-01/shimx64.efi"));
    pass(StuckMachines.PATIENCE.minusSeconds(1));
    stuck.expect(requester(1, "52-54-00-00-00-01/grubx64.efi"));
    pass(StuckMachines.PATIENCE.minusSeconds(1));
    assertThat(text()).isEmpty();
  }

  @Test
  void anyNumberOfClientsIsFewLinesAndBounded() throws Exception {
    for (int i = 0; i < StuckMachines.MOST + 10; i++) {
      stuck.expect(requester(i, "shimx64.efi"));
    }
    pass(StuckMachines.PATIENCE);

    assertThat(text().lines()).hasSizeLessThanOrEqualTo(10);
    assertThat(deadlines.millisToNext()).as("nothing is left").isZero();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    deadlines.expire();
  }

  private String text() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private static Requester requester(int host, String name) throws Exception {
    return Requester.of(new InetSocketAddress(address(host), 1024), TftpPath.parse(name));
  }

  private static InetAddress address(int host) throws Exception {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (host >> 8), (byte) host});
  }
}
