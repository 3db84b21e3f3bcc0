package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

class IpxeScriptsTest {

  private static final Optional<String> NO_MESSAGE = Optional.empty();
  private static final Machine MACHINE =
      new Machine(
          MacAddress.parse("52:54:00:12:34:56"),
          Architecture.EFI_X86_64,
          Firmware.IPXE,
          Optional.of(UUID.fromString("12345678-9abc-def0-1234-56789abcdef0")));

  private final IpxeScripts scripts =
      new IpxeScripts(
          new ServerUrls("http://192.168.1.5:8080"), file -> "sealed-" + file.name().length());

  @Test
  void aKernelAlone() {
    assertThat(script(boot("/srv/vmlinuz", List.of(), "")))
        .isEqualTo(
            """
            #!ipxe
            imgfree
            set step load vmlinuz
            imgfetch --name kernel http://192.168.1.5:8080/pixiecore/file/sealed-7/vmlinuz?mac=52:54:00:12:34:56 || goto again
            set step start vmlinuz
            imgargs kernel
            imgselect kernel || goto again
            imgfetch --name notice --timeout 5000 http://192.168.1.5:8080/pixiecore/booting?mac=52:54:00:12:34:56&kernel=vmlinuz&booter=lab && imgfree notice ||
            boot kernel || goto again
            :again
            echo Pixiecore: could not ${step}. Again in 5 s, Ctrl-C to give up.
            sleep 5 || exit 1
            chain --replace --autofree http://192.168.1.5:8080/pixiecore/ipxe?mac=52:54:00:12:34:56&arch=7&uuid=12345678-9abc-def0-1234-56789abcdef0&serial=${serial:hexhyp} || goto again
            """);
  }

  @Test
  void aKernelWithInitrdsAMessageAndAFileOnItsCommandLine() {
    KernelBoot boot =
        new KernelBoot(
            BootFile.parse("/srv/vmlinuz"),
            List.of(
                BootFile.parse("/srv/initrd.gz"),
                BootFile.parse("https://user:secret@mirror.example/a/initrd.gz?key=secret")),
            CommandLine.parse(
                "console=ttyS0  url={{ ID \"/srv/preseed.cfg\" }} && x", "ID", BootFile::parse),
            Optional.of("Installing.\n\n-n && reboot\r\n#hint"));

    assertThat(scripts.of(MACHINE, new BootDecision.Boot(boot, "static lab&x")))
        .isEqualTo(
            """
            #!ipxe
            imgfree
            echo -- Installing.
            echo --
            echo -- -n ${nothing}&& reboot
            echo -- ${nothing}#hint
            set step load vmlinuz
            imgfetch --name kernel http://192.168.1.5:8080/pixiecore/file/sealed-7/vmlinuz?mac=52:54:00:12:34:56 || goto again
            set step load initrd.gz
            imgfetch --name initrd0 http://192.168.1.5:8080/pixiecore/file/sealed-9/initrd.gz?mac=52:54:00:12:34:56 || goto again
            set step load initrd.gz
            imgfetch --name initrd1 http://192.168.1.5:8080/pixiecore/file/sealed-9/initrd.gz?mac=52:54:00:12:34:56 || goto again
            set step start vmlinuz
            imgargs kernel console=ttyS0 ${nothing} url=http://192.168.1.5:8080/pixiecore/file/sealed-11/preseed.cfg ${nothing}&& x
            iseq ${platform} efi && imgargs kernel initrd=initrd0 initrd=initrd1 console=ttyS0 ${nothing} url=http://192.168.1.5:8080/pixiecore/file/sealed-11/preseed.cfg ${nothing}&& x ||
            imgselect kernel || goto again
            imgfetch --name notice --timeout 5000 http://192.168.1.5:8080/pixiecore/booting?mac=52:54:00:12:34:56&kernel=vmlinuz&booter=static+lab%26x && imgfree notice ||
            boot kernel || goto again
            :again
            echo Pixiecore: could not ${step}. Again in 5 s, Ctrl-C to give up.
            sleep 5 || exit 1
            chain --replace --autofree http://192.168.1.5:8080/pixiecore/ipxe?mac=52:54:00:12:34:56&arch=7&uuid=12345678-9abc-def0-1234-56789abcdef0&serial=${serial:hexhyp} || goto again
            """);
  }

  @Test
  void askingAgain() {
    assertThat(scripts.askAgain(MACHINE, Duration.ofSeconds(2)))
        .isEqualTo(
            """
            #!ipxe
            :again
            echo Pixiecore: no booter has decided yet. Again in 2 s, Ctrl-C to give up.
            sleep 2 || exit 1
            chain --replace --autofree http://192.168.1.5:8080/pixiecore/ipxe?mac=52:54:00:12:34:56&arch=7&uuid=12345678-9abc-def0-1234-56789abcdef0&serial=${serial:hexhyp} || goto again
            """);
  }

  @Test
  void anInitrdWithoutACommandLine() {
    KernelBoot boot = boot("/srv/vmlinuz", List.of(BootFile.parse("/srv/initrd")), "");
    assertThat(script(boot))
        .contains("\nimgargs kernel\niseq ${platform} efi && imgargs kernel initrd=initrd0 ||\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"initrd=initrd0", "quiet initrd=mine quiet", "initrd=", "a  initrd=x"})
  void aCommandLineThatNamesInitrdsItselfStaysAsItIs(String commandLine) {
    KernelBoot boot = boot("/srv/vmlinuz", List.of(BootFile.parse("/srv/initrd")), commandLine);
    assertThat(script(boot)).doesNotContain("iseq");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noinitrd", "xinitrd=a", "rd.initrd=a"})
  void wordsThatMerelyLookSimilarDoNotCount(String commandLine) {
    KernelBoot boot = boot("/srv/vmlinuz", List.of(BootFile.parse("/srv/initrd")), commandLine);
    assertThat(script(boot)).contains("iseq");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/srv/a b", "/srv/#a", "/srv/||", "/srv/a\nreboot", "/srv/ü\\", "/srv/&&"})
  void aFileNameAddsNoCommand(String path) {
    KernelBoot boot = boot(path, List.of(), "");
    assertThat(script(boot).lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "#!ipxe",
            "imgfree",
            "set",
            "imgfetch",
            "set",
            "imgargs",
            "imgselect",
            "imgfetch",
            "boot",
            ":again",
            "echo",
            "sleep",
            "chain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "..."})
  void aFileWithoutANameOfItsOwnIsCalledFile(String name) {
    assertThat(new ServerUrls("http://s").files().file("token", name))
        .isEqualTo("http://s/pixiecore/file/token/file");
  }

  @Test
  void aProgramThatEndsSendsTheMachineToItsNextBootDevice() {
    assertThat(script(program("/srv/grubx64.efi", Optional.of("A menu. && shell"))))
        .isEqualTo(
            """
            #!ipxe
            imgfree
            echo -- A menu. ${nothing}&& shell
            set step load grubx64.efi
            imgfetch --name program http://192.168.1.5:8080/pixiecore/file/sealed-11/grubx64.efi?mac=52:54:00:12:34:56 || goto again
            set step start grubx64.efi
            imgselect program || goto again
            imgfetch --name notice --timeout 5000 http://192.168.1.5:8080/pixiecore/booting?mac=52:54:00:12:34:56&kernel=grubx64.efi&booter=lab && imgfree notice ||
            boot program ||
            echo -- Pixiecore: grubx64.efi has ended. On to the next boot device.
            exit 1
            :again
            echo Pixiecore: could not ${step}. Again in 5 s, Ctrl-C to give up.
            sleep 5 || exit 1
            chain --replace --autofree http://192.168.1.5:8080/pixiecore/ipxe?mac=52:54:00:12:34:56&arch=7&uuid=12345678-9abc-def0-1234-56789abcdef0&serial=${serial:hexhyp} || goto again
            """);
  }

  @Test
  void theLocalDiskIsTheFirstOneOnBiosAndTheNextBootDeviceOnUefi() {
    assertThat(script(new BootSpec.LocalDisk()))
        .isEqualTo(
            """
            #!ipxe
            echo -- Pixiecore: this machine boots from its local disk.
            iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||
            exit 1
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMachineThatBootsOnceDoesNotStartBeforeThatIsKept(boolean kernel) {
    String script =
        once(kernel ? boot("/srv/vmlinuz", List.of(), "quiet") : program("/srv/x", NO_MESSAGE));
    assertThat(script)
        .contains(
            """
            :notice
            imgfetch --name notice --timeout 5000 http://192.168.1.5:8080/pixiecore/booting?mac=52:54:00:12:34:56&kernel=%s&booter=lab&ticket=tick%%26et && goto noticed ||
            echo Pixiecore: could not tell the server that this boots. Again in 5 s, Ctrl-C to boot.
            sleep 5 && goto notice ||
            :noticed
            imgfree notice ||
            boot %s ||"""
                .formatted(kernel ? "vmlinuz" : "x", kernel ? "kernel" : "program"));
  }

  @Test
  void aCommandLineThatConfirmsIsSpentByThatAndNotByTheNotice() {
    String script = once(boot("/srv/vmlinuz", List.of(), "done={{ CONFIRM }}"));
    assertThat(script)
        .contains("imgargs kernel done=http://192.168.1.5:8080/pixiecore/confirm/tick%26et\n")
        .contains("&booter=lab && imgfree notice ||\n");
  }

  @Test
  void whereNothingIsSpentTheUrlThatConfirmsIsHarmless() {
    assertThat(script(boot("/srv/vmlinuz", List.of(), "done={{ CONFIRM }}")))
        .contains("imgargs kernel done=http://192.168.1.5:8080/pixiecore/confirm\n");
    assertThat(script(new BootSpec.IpxeScript("#!ipxe\nimgfetch ${pixiecore-confirm}\n")))
        .startsWith("#!ipxe\nset pixiecore-confirm http://192.168.1.5:8080/pixiecore/confirm\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \\\n", ""})
  void aScriptOfTheBootersOwnFindsWhereToConfirmBeforeItsFirstCommand(String endOfFirstLine) {
    String own = "#!ipxe" + endOfFirstLine + "imgfetch ${pixiecore-confirm}";
    assertThat(once(new BootSpec.IpxeScript(own)))
        .isEqualTo(
            "#!ipxe\nset pixiecore-confirm http://192.168.1.5:8080/pixiecore/confirm/tick%26et\n"
                + own);
  }

  @Test
  void aScriptThatDoesNotConfirmIsNotTouched() {
    String own = "#!ipxe\necho ${net0/mac}";
    assertThat(script(new BootSpec.IpxeScript(own))).isEqualTo(own);
  }

  @Test
  void aMachineThatIsNotOursIsToldWhyAndSentBack() {
    assertThat(scripts.notOurs("booter x:\n|| reboot ${net0/mac} ||"))
        .isEqualTo(
            """
            #!ipxe
            echo -- Pixiecore does not boot this machine: booter x: ${nothing}|| reboot $ {net0/mac} ||.
            exit 1
            """);
    assertThat(scripts.notOurs("x".repeat(100_000))).hasSizeLessThan(500);
  }

  private static BootSpec.ProgramBoot program(String path, Optional<String> message) {
    return new BootSpec.ProgramBoot(BootFile.parse(path), message);
  }

  private String script(BootSpec spec) {
    return scripts.of(MACHINE, new BootDecision.Boot(spec, "lab"));
  }

  private String once(BootSpec spec) {
    return scripts.of(MACHINE, new BootDecision.Boot(spec, "lab", Optional.of("tick&et")));
  }

  private static KernelBoot boot(String kernel, List<BootFile> initrds, String commandLine) {
    return new KernelBoot(
        BootFile.parse(kernel),
        initrds,
        CommandLine.parse(commandLine, "ID", BootFile::parse),
        Optional.empty());
  }
}
