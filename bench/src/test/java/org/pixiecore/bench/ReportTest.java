package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void oursStandsBesideTheOthersInProportion() {
    List<Sample> samples =
        List.of(
            dhcp("dnsmasq", 1, Metric.OFFERS_PER_SECOND, 10_000),
            dhcp("pixiecore", 1, Metric.OFFERS_PER_SECOND, 20_000),
            dhcp("pixiecore", 2, Metric.OFFERS_PER_SECOND, 30_000),
            dhcp("dnsmasq", 2, Metric.OFFERS_PER_SECOND, 10_000),
            dhcp("pixiecore", 1, Metric.UNANSWERED, 0),
            dhcp("dnsmasq", 1, Metric.UNANSWERED, 0),
            new Sample(Protocol.TFTP, "1 client", "dnsmasq", 1, Metric.MEGABYTES_PER_SECOND, 55.04),
            new Sample(Protocol.TFTP, "1 client", "dnsmasq", 1, Metric.RETRANSMITTED, 2));
    assertThat(Report.of(samples, "pixiecore"))
        .isEqualTo(
            """
            ### DHCP: ProxyDHCP offers

            | load | measure | dnsmasq | pixiecore | pixiecore : dnsmasq |
            | --- | --- | ---: | ---: | ---: |
            | saturated | offers/s | 10,000 (10,000–10,000) | 25,000 (20,000–30,000) | **2.50** |

            ### TFTP: read requests

            | load | measure | dnsmasq |
            | --- | --- | ---: |
            | 1 client | MB/s | 55.0 |
            | 1 client | client time-outs | 2 |

            """);
  }

  @Test
  void aMeasureThatOneServerDoesNotHaveLeavesItsCellsEmpty() {
    List<Sample> samples =
        List.of(
            new Sample(Protocol.START, "idle", "pixiecore", 1, Metric.RESIDENT_MEGABYTES, 180),
            new Sample(Protocol.START, "idle", "nginx", 1, Metric.PROPORTIONAL_MEGABYTES, 6));
    assertThat(Report.of(samples, "pixiecore"))
        .contains("| idle | RSS, MB | 180 |  |  |\n", "| idle | PSS, MB |  | 6 |  |\n");
  }

  @Test
  void aSampleComesBackFromItsLine() {
    Sample sample = dhcp("dnsmasq", 3, Metric.LATENCY_P99, 0.125);
    assertThat(Sample.parse(sample.toLine())).isEqualTo(sample);
  }

  @Test
  void aLineThatIsNoSampleIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.parse("DHCP\tidle"))
        .withMessageContaining("DHCP\tidle");
  }

  private static Sample dhcp(String server, int round, Metric metric, double value) {
    return new Sample(Protocol.DHCP, "saturated", server, round, metric, value);
  }
}
