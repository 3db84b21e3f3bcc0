package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CapturedPacketTest {

  static List<Path> captures() {
    return Captures.all();
  }

  static List<Path> requests() {
    return Captures.requests();
  }

  @Test
  void ipxeRomAsksForBlksizeAndTsize() throws Exception {
    TftpPacket.ReadRequest request = (TftpPacket.ReadRequest) Captures.read("ipxe-rom-rrq");

    assertThat(request.filename()).isEqualTo("undionly.kpxe");
    assertThat(request.mode()).isEqualTo(TransferMode.OCTET);
    assertThat(request.options()).containsExactly(entry("blksize", "1432"), entry("tsize", "0"));
  }

  @Test
  void ovmfProbesForTheSizeAndThenAsksForTheFile() throws Exception {
    Transfer probe = transfer("ovmf-rrq-size-probe");
    assertThat(((TransferAction.SendOptionAck) probe.start()).options())
        .containsOnly(entry("tsize", "10000"), entry("blksize", "1468"), entry("windowsize", "4"));
    assertThat(Captures.read("ovmf-error-after-size-probe"))
        .isEqualTo(
            new TftpPacket.ErrorPacket(
                TftpErrorCode.OPTION_NEGOTIATION_FAILED, "User aborted the transfer"));
    assertThat(probe.abort()).isEqualTo(new TransferAction.End(TransferAction.Outcome.DECLINED));

    Transfer transfer = transfer("ovmf-rrq");
    transfer.start();
    assertThat(transfer.acknowledge(0)).isEqualTo(new TransferAction.SendBlocks(1, 4));
  }

  /** By the name that each has for it; of the options, those that were asked for, and no other. */
  @ParameterizedTest
  @CsvSource({
    "aavmf-rrq-size-probe, ipxe-arm64.efi, blksize=1468 windowsize=4 tsize=10000",
    "ovmf-ia32-rrq-size-probe, grubnetia32.efi, blksize=1468 windowsize=4 tsize=10000",
    "pxelinux-rrq-ldlinux, ldlinux.c32, blksize=1408 tsize=10000",
    "pxelinux-rrq-uuid, pxelinux.cfg/2b3c4e5a-0f1d-8a4e-9b7c-525400770001, blksize=1408 tsize=10000",
    "pxelinux-rrq-mac, pxelinux.cfg/01-52-54-00-77-00-01, blksize=1408 tsize=10000",
    "pxelinux-rrq-default, pxelinux.cfg/default, blksize=1408 tsize=10000",
    "shim-rrq-revocations, revocations_sku.efi, blksize=512 windowsize=4",
    "shim-rrq-grub, grubx64.efi, blksize=512 windowsize=4",
    "grub-rrq-commands, /grub/x86_64-efi/command.lst, blksize=1024 tsize=10000",
    "grub-rrq-configuration, /grub/grub.cfg, blksize=1024 tsize=10000",
    "u-boot-rrq-mac, pxelinux.cfg/01-52-54-00-77-00-01, blksize=1468 timeout=5",
    "u-boot-rrq-default, pxelinux.cfg/default, blksize=1468 timeout=5",
  })
  void firmwareAndBootLoadersGetTheirFilesWithTheOptionsThatTheyAskFor(
      String capture, String filename, String options) throws Exception {
    assertThat(((TftpPacket.ReadRequest) Captures.read(capture)).filename()).isEqualTo(filename);
    assertThat(((TransferAction.SendOptionAck) transfer(capture).start()).options())
        .hasToString("{" + options.replace(" ", ", ") + "}");
  }

  /** Of a file of 10 000 octets, over Ethernet. */
  private static Transfer transfer(String capture) throws Exception {
    TransferLimits limits =
        new TransferLimits(65464, 64, 1000, 5, BlockNumbering.ROLLS_OVER_TO_0).within(1500, false);
    TftpPacket.ReadRequest request = (TftpPacket.ReadRequest) Captures.read(capture);
    return new Transfer(Negotiation.settle(request, limits, 10_000), limits, 10_000);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyCaptureSurvivesBeingReadAndWritten(Path capture) throws Exception {
    byte[] octets = Captures.octets(capture);
    TftpPacket packet = TftpReader.read(ByteBuffer.wrap(octets));
    ByteBuffer written = ByteBuffer.allocate(octets.length);
    TftpWriter.write(packet, written);

    assertThat(TftpReader.read(written.flip())).isEqualTo(packet);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestCutAnywhereIsRefusedOrLacksItsLastOptions(Path capture) throws Exception {
    byte[] octets = Captures.octets(capture);
    TftpPacket.Request whole = (TftpPacket.Request) TftpReader.read(ByteBuffer.wrap(octets));
    int refused = 0;
    for (int length = 0; length < octets.length; length++) {
      try {
        TftpPacket.Request cut =
            (TftpPacket.Request) TftpReader.read(ByteBuffer.wrap(Arrays.copyOf(octets, length)));
        assertThat(cut.filename()).isEqualTo(whole.filename());
        assertThat(cut.options().size()).isLessThan(whole.options().size());
        assertThat(whole.options()).containsAllEntriesOf(cut.options());
      } catch (MalformedPacketException e) {
        assertThat(e).hasMessageMatching(".+");
        refused++;
      }
    }
    // it reads only where it is cut after the mode or after an option
    assertThat(refused).isEqualTo(octets.length - whole.options().size());
  }
}
