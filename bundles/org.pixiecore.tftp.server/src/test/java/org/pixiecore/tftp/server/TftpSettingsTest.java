package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Configuration.Problem;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.tftp.BlockNumbering;
import org.pixiecore.tftp.TransferLimits;

class TftpSettingsTest {

  @Test
  void anEmptyConfigurationGivesTheDefaults() {
    assertThat(TftpSettings.read(new Configuration(Map.of())))
        .isEqualTo(
            new TftpSettings(
                Interfaces.ALL,
                69,
                4096,
                new TransferLimits(65464, 64, 1000, 5, BlockNumbering.ROLLS_OVER_TO_0)));
  }

  @Test
  void everyKeyIsRead() {
    Map<String, Object> properties =
        Map.of(
            "interfaces", "eth0, 192.0.2.1",
            "port", "6969",
            "maxBlksize", 1024,
            "maxWindowsize", "4",
            "maxTransfers", "10",
            "timeout", "200",
            "retries", "0",
            "rollover", "1");
    Configuration configuration = new Configuration(properties);

    assertThat(TftpSettings.read(configuration))
        .isEqualTo(
            new TftpSettings(
                new Interfaces(List.of("eth0", "192.0.2.1")),
                6969,
                10,
                new TransferLimits(1024, 4, 200, 0, BlockNumbering.ROLLS_OVER_TO_1)));
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 0, a whole number from 1 to 65535",
    "port, 65536, a whole number from 1 to 65535",
    "maxBlksize, 7, a whole number from 8 to 65464",
    "maxBlksize, 65465, a whole number from 8 to 65464",
    "maxWindowsize, 0, a whole number from 1 to 65535",
    "maxTransfers, many, a whole number from 1 to 100000",
    "timeout, 9, a whole number from 10 to 60000",
    "retries, -1, a whole number from 0 to 100",
    "rollover, 2, a whole number from 0 to 1",
  })
  void aValueOutOfRangeIsRefused(String key, String value, String allowed) {
    Configuration configuration = new Configuration(Map.of(key, value));
    TftpSettings.read(configuration);

    assertThat(configuration.problems()).containsExactly(new Problem(key, value, allowed));
  }
}
