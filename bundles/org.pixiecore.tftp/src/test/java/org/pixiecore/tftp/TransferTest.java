package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.tftp.TransferAction.End;
import org.pixiecore.tftp.TransferAction.Ignore;
import org.pixiecore.tftp.TransferAction.Outcome;
import org.pixiecore.tftp.TransferAction.SendBlocks;
import org.pixiecore.tftp.TransferAction.SendOptionAck;

class TransferTest {

  private static final int RETRIES = 3;
  private static final TransferLimits LIMITS =
      new TransferLimits(65464, 65535, 1000, RETRIES, BlockNumbering.ROLLS_OVER_TO_0);

  @Test
  void withoutOptionsBlockOneComesAtOnce() {
    Transfer transfer = transfer(1000);

    assertThat(transfer.start()).isEqualTo(blocks(1, 1));
    assertThat(transfer.length(1)).isEqualTo(512);
    assertThat(transfer.acknowledge(1)).isEqualTo(blocks(2, 2));
    assertThat(transfer.offset(2)).isEqualTo(512);
    assertThat(transfer.length(2)).isEqualTo(488);
    assertThat(transfer.acknowledge(2)).isEqualTo(new End(Outcome.COMPLETE));
  }

  @Test
  void withOptionsAnOackComesFirstAndAckZeroStartsTheBlocks() {
    Transfer transfer = transfer(1000, "blksize", "1432");

    assertThat(transfer.start()).isEqualTo(new SendOptionAck(Map.of("blksize", "1432")));
    assertThat(transfer.acknowledge(0)).isEqualTo(blocks(1, 1));
    assertThat(transfer.acknowledge(1)).isEqualTo(new End(Outcome.COMPLETE));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "511, 1, 511", "512, 2, 0", "513, 2, 1", "1024, 3, 0"})
  void aSizeThatIsAMultipleOfBlksizeEndsWithAnEmptyBlock(long size, long last, int length) {
    Transfer transfer = transfer(size);

    assertThat(transfer.lastBlock()).isEqualTo(last);
    assertThat(transfer.length(last)).isEqualTo(length);
  }

  @Test
  void aLostOackIsSentAgain() {
    Transfer transfer = transfer(1000, "tsize", "0");
    TransferAction oack = transfer.start();

    assertThat(transfer.timeOut()).isEqualTo(oack);
    assertThat(transfer.acknowledge(0)).isEqualTo(blocks(1, 1));
  }

  @Test
  void anAckOfABlockBeforeTheOackIsAnsweredIsIgnored() {
    Transfer transfer = transfer(1000, "tsize", "0");
    transfer.start();

    assertThat(transfer.acknowledge(1)).isInstanceOf(Ignore.class);
    assertThat(transfer.heard()).isFalse();
  }

  @Test
  void aRequestThatIsRepeatedGetsTheFirstAnswerAgain() {
    Transfer transfer = transfer(1000, "tsize", "0");

    assertThat(transfer.start()).isEqualTo(transfer.start());
  }

  @Test
  void sorcerersApprenticeADuplicateAckSendsNothing() {
    Transfer transfer = transfer(10_000);
    transfer.start();
    transfer.acknowledge(1);

    assertThat(transfer.acknowledge(1)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(0)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(2)).isEqualTo(blocks(3, 3));
    assertThat(transfer.acknowledge(1)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(2)).isInstanceOf(Ignore.class);
  }

  @Test
  void anAckOfABlockThatWasNeverSentIsIgnored() {
    Transfer transfer = transfer(10_000);
    transfer.start();

    assertThat(transfer.acknowledge(2)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(65535)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(20)).isInstanceOf(Ignore.class);
  }

  @Test
  void onlyATimeOutSendsABlockAgain() {
    Transfer transfer = transfer(10_000);
    transfer.start();
    transfer.acknowledge(1);

    assertThat(transfer.timeOut()).isEqualTo(blocks(2, 2));
    assertThat(transfer.acknowledge(2)).isEqualTo(blocks(3, 3));
  }

  @Test
  void aWindowIsSentWholeAndAnAckOfItsLastBlockSendsTheNext() {
    Transfer transfer = transfer(512 * 9, "windowsize", "4");
    transfer.start();

    assertThat(transfer.acknowledge(0)).isEqualTo(blocks(1, 4));
    assertThat(transfer.acknowledge(4)).isEqualTo(blocks(5, 8));
    assertThat(transfer.acknowledge(8)).isEqualTo(blocks(9, 10));
    assertThat(transfer.acknowledge(10)).isEqualTo(new End(Outcome.COMPLETE));
  }

  @Test
  void anAckInsideAWindowResumesAfterIt() {
    Transfer transfer = transfer(100_000, "windowsize", "4");
    transfer.start();
    transfer.acknowledge(0);

    assertThat(transfer.acknowledge(2)).isEqualTo(blocks(3, 6));
    assertThat(transfer.acknowledge(2)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(6)).isEqualTo(blocks(7, 10));
  }

  @Test
  void anAckThatOvertakesTheOneBeforeItCounts() {
    Transfer transfer = transfer(100_000, "windowsize", "4");
    transfer.start();
    transfer.acknowledge(0);

    assertThat(transfer.acknowledge(4)).isEqualTo(blocks(5, 8));
    assertThat(transfer.acknowledge(2)).isInstanceOf(Ignore.class);
  }

  @Test
  void aTimeOutInAWindowSendsItAgainFromTheFirstMissingBlock() {
    Transfer transfer = transfer(100_000, "windowsize", "4");
    transfer.start();
    transfer.acknowledge(0);
    transfer.acknowledge(3);

    assertThat(transfer.timeOut()).isEqualTo(blocks(4, 7));
  }

  @ParameterizedTest
  @CsvSource({"ROLLS_OVER_TO_0, 0, 1", "ROLLS_OVER_TO_1, 1, 2"})
  void rolloverInLockStep(BlockNumbering numbering, int after65535, int next) {
    TransferLimits limits = new TransferLimits(65464, 64, 1000, RETRIES, numbering);
    Transfer transfer = transfer(limits, 40L << 20);
    transfer.start();
    for (int number = 1; number < 65535; number++) {
      assertThat(transfer.acknowledge(number)).isEqualTo(blocks(number + 1, number + 1));
    }

    assertThat(transfer.acknowledge(65535)).isEqualTo(blocks(65536, 65536));
    assertThat(transfer.number(65536)).isEqualTo(after65535);
    assertThat(transfer.acknowledge(65535)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(after65535)).isEqualTo(blocks(65537, 65537));
    assertThat(transfer.acknowledge(after65535)).isInstanceOf(Ignore.class);
    assertThat(transfer.acknowledge(next)).isEqualTo(blocks(65538, 65538));
    assertThat(transfer.offset(65538)).isEqualTo(65537L * 512);
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLS_OVER_TO_0, 64",
    "ROLLS_OVER_TO_1, 64",
    "ROLLS_OVER_TO_0, 65535",
    "ROLLS_OVER_TO_1, 65535",
  })
  void aFileOf5GigabytesInWindowsOfEverySizeIsSentOnceAndWhole(
      BlockNumbering numbering, String windowsize) {
    TransferLimits limits = new TransferLimits(65464, 65535, 1000, RETRIES, numbering);
    long size = 5L << 30;
    Transfer transfer = transfer(limits, size, "windowsize", windowsize);
    transfer.start();
    TransferAction action = transfer.acknowledge(0);
    long expected = 1;
    long octets = 0;
    while (action instanceof SendBlocks send) {
      assertThat(send.first()).isEqualTo(expected);
      for (long block = send.first(); block <= send.last(); block++) {
        octets += transfer.length(block);
      }
      expected = send.last() + 1;
      action = transfer.acknowledge(transfer.number(send.last()));
    }

    assertThat(action).isEqualTo(new End(Outcome.COMPLETE));
    assertThat(octets).isEqualTo(size);
  }

  @Test
  void aClientThatStopsAnsweringIsGivenUpAfterTheRetries() {
    Transfer transfer = transfer(100_000);
    transfer.start();
    transfer.acknowledge(1);
    for (int retry = 0; retry < RETRIES; retry++) {
      assertThat(transfer.timeOut()).isEqualTo(blocks(2, 2));
    }

    assertThat(transfer.timeOut()).isEqualTo(new End(Outcome.TIMED_OUT));
    assertThat(transfer.acknowledged()).isEqualTo(1);
    assertThat(transfer.acknowledge(2)).isInstanceOf(Ignore.class);
  }

  @Test
  void progressGivesAllRetriesBack() {
    Transfer transfer = transfer(100_000);
    transfer.start();
    for (int block = 1; block < 10; block++) {
      for (int retry = 0; retry < RETRIES; retry++) {
        assertThat(transfer.timeOut()).isEqualTo(blocks(block, block));
      }
      assertThat(transfer.acknowledge(block)).isEqualTo(blocks(block + 1, block + 1));
    }
  }

  @Test
  void theLastAckMayNeverCome() {
    Transfer transfer = transfer(600);
    transfer.start();
    transfer.acknowledge(1);
    for (int retry = 0; retry < RETRIES; retry++) {
      transfer.timeOut();
    }

    assertThat(transfer.timeOut()).isEqualTo(new End(Outcome.LAST_ACK_MISSING));
  }

  @Test
  void aClientThatNeverAnsweredAnythingDidNotMissJustTheLastAck() {
    Transfer transfer = transfer(100);
    transfer.start();
    for (int retry = 0; retry < RETRIES; retry++) {
      transfer.timeOut();
    }

    assertThat(transfer.timeOut()).isEqualTo(new End(Outcome.TIMED_OUT));
  }

  @Test
  void edk2ProbesForTsizeAndDeclinesTheOack() {
    Transfer transfer = transfer(1000, "tsize", "0");
    transfer.start();

    assertThat(transfer.abort()).isEqualTo(new End(Outcome.DECLINED));
    assertThat(transfer.timeOut()).isNotInstanceOf(SendOptionAck.class);
  }

  @Test
  void anErrorAmongTheBlocksAborts() {
    Transfer transfer = transfer(1000);
    transfer.start();

    assertThat(transfer.abort()).isEqualTo(new End(Outcome.ABORTED));
    assertThat(transfer.acknowledge(1)).isInstanceOf(Ignore.class);
  }

  @Test
  void theTimeOutDoublesUntilTheClientIsHeardAgain() {
    Transfer transfer = transfer(1000);
    transfer.start();
    assertThat(transfer.timeoutMillis()).isEqualTo(1000);
    transfer.timeOut();
    assertThat(transfer.timeoutMillis()).isEqualTo(2000);
    transfer.timeOut();
    assertThat(transfer.timeoutMillis()).isEqualTo(4000);
    transfer.acknowledge(1);
    assertThat(transfer.timeoutMillis()).isEqualTo(1000);
  }

  @Test
  void anAgreedTimeOutDoesNotGrow() {
    Transfer transfer = transfer(1000, "timeout", "2");
    transfer.start();
    transfer.timeOut();
    transfer.timeOut();

    assertThat(transfer.timeoutMillis()).isEqualTo(2000);
  }

  private static Transfer transfer(long size, String... options) {
    return transfer(LIMITS, size, options);
  }

  private static Transfer transfer(TransferLimits limits, long size, String... options) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      asked.put(options[i], options[i + 1]);
    }
    TftpPacket.ReadRequest request = new TftpPacket.ReadRequest("x", TransferMode.OCTET, asked);
    return new Transfer(Negotiation.settle(request, limits, size), limits, size);
  }

  private static SendBlocks blocks(long first, long last) {
    return new SendBlocks(first, last);
  }
}
