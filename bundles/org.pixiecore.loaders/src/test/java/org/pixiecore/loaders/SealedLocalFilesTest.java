package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;

class SealedLocalFilesTest {

  private static final BootFile KERNEL = BootFile.of(Path.of("/srv/vmlinuz"));
  private static final BootFile REMOTE = new BootFile(URI.create("http://mirror/vmlinuz?key=1"));
  private static final Machine MACHINE =
      new Machine(TestCore.MAC, Architecture.X86_BIOS, Firmware.PXELINUX, Optional.empty());
  private static final int LONGEST = 255;

  private final TestCore core = new TestCore();
  private final SealedLocalFiles files = new SealedLocalFiles(core.core);

  @Test
  void whatABooterNamedIsFoundByTheNameThatTheLoaderGot() throws CannotLoadException {
    String name = byTftp("pxelinux.cfg/default", LONGEST).of(KERNEL);

    assertThat(name).isEqualTo("file/sealed-vmlinuz/vmlinuz");
    assertThat(find(name)).isEqualTo(new LoaderFile.Stored(Path.of("/srv/vmlinuz")));
  }

  @Test
  void inNoFolderTheNameBeginsWithTheMachines() throws CannotLoadException {
    LoaderRequest request = TestCore.byTftpWithoutFolder("pxelinux.cfg/01-52-54-00-77-00-01");

    assertThat(FileNames.sealed(request, TestCore.MAC, core, LONGEST).of(KERNEL))
        .isEqualTo("52-54-00-77-00-01/file/sealed-vmlinuz/vmlinuz");
  }

  @Test
  void byHttpTheNameIsTheUrlThatIpxeGetsToo() throws CannotLoadException {
    LoaderRequest request = TestCore.byHttp(MACHINE, "pxelinux.cfg/default");
    String url = "http://192.168.1.5:8181/pixiecore/file/sealed-vmlinuz/vmlinuz";

    assertThat(FileNames.sealed(request, TestCore.MAC, core, LONGEST).of(REMOTE))
        .isEqualTo(url + "?mac=52:54:00:77:00:01");
    assertThat(FileNames.sealed(request, TestCore.MAC, core, url.length()).of(REMOTE))
        .as("rather without the MAC address than too long")
        .isEqualTo(url);
  }

  @Test
  void aFileOfAnotherServerCannotBeGivenByTftp() {
    assertThatExceptionOfType(CannotLoadException.class)
        .isThrownBy(() -> byTftp("pxelinux.cfg/default", LONGEST).of(REMOTE))
        .withMessageContaining("http://mirror/vmlinuz is on another server")
        .withMessageNotContaining("key");
    String token = core.seal(REMOTE);
    assertThat(find("file/" + token + "/vmlinuz")).isInstanceOf(LoaderFile.Absent.class);
  }

  @Test
  void aNameThatIsTooLongForTheLoaderIsRefusedWithBothLengths() {
    assertThatExceptionOfType(CannotLoadException.class)
        .isThrownBy(() -> byTftp("pxelinux.cfg/default", 26).of(KERNEL))
        .withMessageContaining("/srv/vmlinuz")
        .withMessageContaining("27 characters")
        .withMessageContaining("takes 26");
  }

  @Test
  void whatThisServerDidNotSealIsNotServed() {
    assertThat(find("file/etc/passwd")).isInstanceOf(LoaderFile.Absent.class);
    assertThat(files.find(TestCore.byTftp("file/sealed-vmlinuz"))).isEmpty();
    assertThat(files.find(TestCore.byTftp("etc/sealed-vmlinuz/vmlinuz"))).isEmpty();
  }

  @Test
  void whileTheCoreIsAwayTheLoaderIsLeftToAskAgain() {
    core.core.files = null;

    assertThat(find("file/sealed-vmlinuz/vmlinuz")).isInstanceOf(LoaderFile.NotYet.class);
  }

  private FileNames byTftp(String path, int longest) {
    return FileNames.sealed(TestCore.byTftp(path), TestCore.MAC, core, longest);
  }

  private LoaderFile find(String path) {
    return files.find(TestCore.byTftp(path)).orElseThrow().toCompletableFuture().join();
  }
}
