package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.status.ListeningPort;

class PortsCheckTest {

  private static final String TAKEN = "another program has it: stop that, or set port";

  @Test
  void everyPortIsServed() {
    Result result = PortsCheck.check(List.of(up("ProxyDHCP", "eth0"), up("TFTP", "*")));

    assertThat(result.getStatus()).isEqualTo(Status.OK);
    assertThat(Entries.of(result)).contains("OK TFTP, port 69 on *: served");
  }

  @Test
  void aPurposeWithoutAPortIsCritical() {
    Result result = PortsCheck.check(List.of(up("ProxyDHCP", "eth0"), down("TFTP", "*")));

    assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(Entries.of(result)).contains("CRITICAL TFTP, port 69 on *: " + TAKEN);
  }

  @Test
  void aPortThatIsMissingOnOneInterfaceIsAWarning() {
    Result result = PortsCheck.check(List.of(up("TFTP", "eth0"), down("TFTP", "eth1")));

    assertThat(result.getStatus()).isEqualTo(Status.WARN);
    assertThat(Entries.of(result)).contains("WARN TFTP, port 69 on eth1: " + TAKEN);
  }

  @Test
  void nobodyWhoListensIsCritical() {
    Result result = new PortsCheck().execute();

    assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(result.toString()).contains("org.pixiecore.dhcp.server");
  }

  private static ListeningPort up(String purpose, String on) {
    return new ListeningPort(purpose, 69, on, Optional.empty(), Optional.empty());
  }

  private static ListeningPort down(String purpose, String on) {
    return new ListeningPort(purpose, 69, on, Optional.empty(), Optional.of(TAKEN));
  }
}
