package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.tftp.TftpPath;

class RequesterTest {

  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.9", 2070);

  @ParameterizedTest
  @CsvSource({
    "52-54-00-12-34-56/undionly.kpxe, 52:54:00:12:34:56, undionly.kpxe",
    "/52-54-00-AB-CD-EF\\snponly.efi, 52:54:00:ab:cd:ef, snponly.efi",
    "52-54-00-12-34-56/sub/x, 52:54:00:12:34:56, sub/x",
    "undionly.kpxe, 192.0.2.9, undionly.kpxe",
    "52-54-00-12-34-56, 192.0.2.9, 52-54-00-12-34-56",
    "52:54:00:12:34:56/x, 192.0.2.9, 52:54:00:12:34:56/x",
    "525400123456/x, 192.0.2.9, 525400123456/x",
    "52-54-00-12-34/x, 192.0.2.9, 52-54-00-12-34/x",
  })
  void theMachineIsTheDirectoryThatLooksLikeOne(String name, String shown, String file)
      throws Exception {
    Requester requester = Requester.of(CLIENT, TftpPath.parse(name));

    assertThat(requester).hasToString(shown);
    assertThat(requester.file()).hasToString(file);
  }
}
