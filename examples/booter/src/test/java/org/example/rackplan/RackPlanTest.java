package org.example.rackplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;

class RackPlanTest {

  private static final String HEADER = "mac,kernel,initrd,cmdline\n";
  private static final MacAddress MAC = MacAddress.parse("52:54:00:00:00:01");

  @Test
  void aLineIsAKernelWithItsInitrdsAndCommandLine() {
    RackPlan plan =
        RackPlan.parse(
            HEADER
                + "# the first shelf\n\n"
                + "52-54-00-00-00-01,/srv/vmlinuz,/srv/a.gz  http://files/b.gz,"
                + "quiet ks={{ URL \"/srv/ks.cfg\" }}\n");

    BootSpec expected =
        new BootSpec.KernelBoot(
            BootFile.parse("/srv/vmlinuz"),
            List.of(BootFile.parse("/srv/a.gz"), BootFile.parse("http://files/b.gz")),
            new CommandLine(
                List.of(
                    new CommandLine.Text("quiet ks="),
                    new CommandLine.FileUrl(BootFile.parse("/srv/ks.cfg")))),
            Optional.empty());
    assertThat(plan.row(MAC)).contains(new RackPlan.Row(4, expected));
  }

  @Test
  void theWordLocalIsTheLocalDisk() {
    assertThat(RackPlan.parse(HEADER + "52:54:00:00:00:01,local,,").row(MAC))
        .contains(new RackPlan.Row(2, new BootSpec.LocalDisk()));
  }

  @Test
  void aMachineWithoutALineHasNone() {
    assertThat(RackPlan.parse(HEADER).row(MAC)).isEmpty();
  }

  @Test
  void whatExcelWritesIsRead() {
    assertThat(
            RackPlan.parse(
                    "\uFEFFmac,kernel,initrd,cmdline\r\n"
                        + "525400000001,/k,,\"console=ttyS0,115200\"\r\n")
                .row(MAC))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mac;kernel;initrd;cmdline         | line 1: the columns are to be mac,kernel,initrd,cmdline
          HEADER52:54:00:00:00:01,/k        | line 2: it has 2 fields, not 4
          HEADER52:54:00:00:00,/k,,         | line 2: "52:54:00:00:00" is no MAC address
          HEADER52:54:00:00:00:01,k,,       | line 2: "k" is neither an absolute path nor
          HEADER52:54:00:00:00:01,/k,,{{ X  | line 2: malformed template at "{{ X"
          HEADER52:54:00:00:00:01,/k,,"x    | line 2: a quote is opened and not closed
          """)
  void aLineWithAMistakeIsNamedWithTheReason(String csv, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RackPlan.parse(csv.replace("HEADER", HEADER)))
        .withMessageStartingWith(message);
  }

  @Test
  void aMachineInTwoLinesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RackPlan.parse(HEADER + "52:54:00:00:00:01,/a,,\n52-54-00-00-00-01,/b,,\n"))
        .withMessage("line 3: 52-54-00-00-00-01 stands in line 2 already");
  }

  @Test
  void anEmptyFileIsRefusedBecauseItMayBeHalfWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RackPlan.parse(""))
        .withMessage("it is empty; expected mac,kernel,initrd,cmdline");
  }
}
