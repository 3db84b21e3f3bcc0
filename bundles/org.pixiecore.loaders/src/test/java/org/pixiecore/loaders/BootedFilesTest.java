package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;

class BootedFilesTest {

  private final TestCore core = new TestCore();
  private final BootedFiles files = new BootedFiles(core.core);

  @Test
  void aTicketIsSpentBeforeTheMachineHasTheLastFile() {
    LoaderFile last =
        find(BootedFiles.path(Optional.of(TestCore.GOOD_TICKET), "static-lab", "vmlinuz"));

    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);
    assertThat(last).isInstanceOf(LoaderFile.Generated.class);
  }

  /** HTTP's HEAD, which says nothing of a boot. */
  @Test
  void anInquirySpendsNothing() {
    String path = BootedFiles.path(Optional.of(TestCore.GOOD_TICKET), "static-lab", "vmlinuz");
    LoaderRequest inquiry = TestCore.asInquiry(TestCore.byTftp(path));

    assertThat(files.find(inquiry).orElseThrow().toCompletableFuture().join())
        .isInstanceOf(LoaderFile.Generated.class);
    assertThat(core.spentTickets).isEmpty();
  }

  @Test
  void whileTheCoreStopsAMachineIsToSayItAgain() {
    core.core.deactivate();

    assertThat(find(BootedFiles.path(Optional.of(TestCore.GOOD_TICKET), "lab", "vmlinuz")))
        .isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void withoutATicketNothingIsSpent() {
    LoaderFile last = find(BootedFiles.path(Optional.empty(), "static lab", "vmlinuz 6"));

    assertThat(core.spentTickets).isEmpty();
    assertThat(last).isInstanceOf(LoaderFile.Generated.class);
  }

  /** An installer that is not spent installs again. */
  @Test
  void aMachineWhoseTicketCannotBeKeptIsLeftToAskAgain() {
    core.diskFailure = new IOException("disk full");
    String path = BootedFiles.path(Optional.of(TestCore.GOOD_TICKET), "static-lab", "vmlinuz");
    assertThat(find(path)).isInstanceOf(LoaderFile.NotYet.class);

    core.core.oneShots = null;
    assertThat(find(path)).isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void aForeignTicketHoldsNoMachineUp() {
    assertThat(find(BootedFiles.path(Optional.of("foreign"), "static-lab", "vmlinuz")))
        .isInstanceOf(LoaderFile.Generated.class);
  }

  /** Linux's buffer format: an archive that holds nothing but its end, and NULs behind it. */
  @Test
  void theLastFileIsAnArchiveOfNothing() {
    String archive = TestCore.text(find(BootedFiles.path(Optional.empty(), "lab", "vmlinuz")));

    assertThat(archive).hasSize(512).startsWith("070701");
    assertThat(archive.substring(6, 110)).matches("[0-9A-F]{104}");
    assertThat(Integer.parseInt(archive.substring(94, 102), 16)).isEqualTo("TRAILER!!!\0".length());
    assertThat(archive.substring(110)).matches("TRAILER!!!\0+");
  }

  @Test
  void whoAsksInNoMachinesFolderOrForAnotherPathIsNoMachineThatBoots() {
    LoaderRequest stranger = TestCore.byTftpWithoutFolder("booted/none/lab/vmlinuz");
    assertThat(files.find(stranger)).isEmpty();
    assertThat(files.find(TestCore.byTftp("booted/none/lab"))).isEmpty();
    assertThat(files.find(TestCore.byTftp("boots/none/lab/vmlinuz"))).isEmpty();
  }

  private LoaderFile find(String path) {
    return files.find(TestCore.byTftp(path)).orElseThrow().toCompletableFuture().join();
  }
}
