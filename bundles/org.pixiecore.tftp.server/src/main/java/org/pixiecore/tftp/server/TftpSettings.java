package org.pixiecore.tftp.server;

import java.time.Duration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.tftp.BlockNumbering;
import org.pixiecore.tftp.TransferLimits;

/**
 * The validated form of {@link TftpConfiguration}, whose keys and ranges it has.
 *
 * @param limits what a transfer that begins now may do, before the interface's MTU is known
 */
record TftpSettings(Interfaces interfaces, int port, int maxTransfers, TransferLimits limits) {

  static TftpSettings read(Configuration configuration) {
    return new TftpSettings(
        Interfaces.read(configuration, "interfaces"),
        configuration.integer("port", 1, 65535, TftpConfiguration.PORT),
        configuration.integer("maxTransfers", 1, 100_000, TftpConfiguration.MAX_TRANSFERS),
        new TransferLimits(
            configuration.integer(
                "maxBlksize",
                TransferLimits.MIN_BLKSIZE,
                TransferLimits.MAX_BLKSIZE,
                TransferLimits.MAX_BLKSIZE),
            configuration.integer(
                "maxWindowsize",
                1,
                TransferLimits.MAX_WINDOWSIZE,
                TftpConfiguration.MAX_WINDOWSIZE),
            (int)
                configuration
                    .milliseconds(
                        "timeout", 10, 60_000, Duration.ofMillis(TftpConfiguration.TIMEOUT))
                    .toMillis(),
            configuration.integer("retries", 0, 100, TftpConfiguration.RETRIES),
            configuration.integer("rollover", 0, 1, 0) == 0
                ? BlockNumbering.ROLLS_OVER_TO_0
                : BlockNumbering.ROLLS_OVER_TO_1));
  }
}
