package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.status.Download;

class DownloadsCheckTest {

  @Test
  void whereNobodyDownloadsAllIsInOrder() {
    assertThat(new DownloadsCheck().execute().getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void oneThatFailedIsAWarningWithItsReason() {
    Result result =
        DownloadsCheck.check(
            List.of(
                download(Download.State.COMPLETE, Optional.empty()),
                download(Download.State.FAILED, Optional.of("The checksum is wrong."))));

    assertThat(result.getStatus()).isEqualTo(Status.WARN);
    assertThat(Entries.of(result))
        .contains(
            "WARN debian 12: linux, from https://deb.debian.org/linux: The checksum is wrong.",
            "OK 1 downloads are in order");
  }

  private static Download download(Download.State state, Optional<String> problem) {
    return new Download(
        "debian 12: linux",
        "https://deb.debian.org/linux",
        OptionalLong.empty(),
        0,
        state,
        problem);
  }
}
