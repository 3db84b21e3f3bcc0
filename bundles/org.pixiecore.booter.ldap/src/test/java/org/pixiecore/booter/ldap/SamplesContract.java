package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.BootSpec.Silence;
import org.pixiecore.api.CommandLine;

/** What the samples of the documentation make machines boot, with the settings that they name. */
interface SamplesContract {

  /** How to reach the server. */
  Map<String, String> server();

  private AskedDirectory rfc2307(String... more) {
    Map<String, String> settings =
        AskedDirectory.with(server(), "base", "ou=machines,dc=example,dc=com");
    return new AskedDirectory(AskedDirectory.with(settings, more));
  }

  private AskedDirectory dhcp() {
    return new AskedDirectory(
        AskedDirectory.with(
            server(),
            "schema",
            "isc-dhcp",
            "base",
            "cn=dhcp,dc=example,dc=com",
            "fileBase",
            "http://{next-server}/"));
  }

  private AskedDirectory custom() {
    return new AskedDirectory(
        AskedDirectory.with(
            server(),
            "schema",
            "custom",
            "base",
            "dc=example,dc=com",
            "filter",
            "(siteMac={mac})",
            "memberAttributes",
            "member",
            "attributes",
            "kernel=siteKernel, initrd=siteInitrd, cmdline=siteCmdline, boot=siteBoot,"
                + " once=siteReinstall"));
  }

  @Test
  default void aMachineWithAKernelOfItsOwn() throws Exception {
    try (AskedDirectory directory = rfc2307()) {
      assertThat(directory.spec("52:54:00:00:00:01"))
          .contains(
              new KernelBoot(
                  BootFile.parse("http://mirror.example.com/debian/linux"),
                  List.of(
                      BootFile.parse("http://mirror.example.com/debian/initrd.gz"),
                      BootFile.parse("http://mirror.example.com/firmware.cpio")),
                  commandLine("console=ttyS0 quiet"),
                  Optional.of("Installing ws1")));
      assertThat(directory.reason("52:54:00:00:00:01"))
          .contains("cn=ws1,ou=machines", "kernel, initrd, cmdline, message from cn=ws1");
    }
  }

  @Test
  default void oneThatIsInAGroupAndWhoseAddressIsWrittenInAnotherWay() throws Exception {
    try (AskedDirectory directory = rfc2307()) {
      KernelBoot boot = (KernelBoot) directory.spec("52:54:00:aa:bb:02").orElseThrow();

      assertThat(boot.kernel()).hasToString("http://mirror.example.com/debian/linux");
      assertThat(boot.initrds()).hasSize(1);
      assertThat(boot.commandLine()).isEqualTo(commandLine("console=ttyS1"));
      assertThat(directory.reason("52:54:00:aa:bb:02"))
          .contains(
              "the group cn=installer,ou=profiles",
              "kernel, initrd from cn=installer",
              "cmdline from cn=ws2");
    }
  }

  @Test
  default void oneThatIsInstalledOnce() throws Exception {
    try (AskedDirectory directory = rfc2307()) {
      Once once = (Once) directory.spec("52:54:00:00:00:03").orElseThrow();

      assertThat(once.order()).isEqualTo("2026-11-22");
      assertThat(((KernelBoot) once.boot()).commandLine().confirms()).isTrue();
    }
  }

  @Test
  default void theLocalDiskSilenceAndAScript() throws Exception {
    try (AskedDirectory directory = rfc2307()) {
      assertThat(directory.spec("52:54:00:00:00:04")).contains(new LocalDisk());
      assertThat(directory.spec("52:54:00:00:00:05")).contains(new Silence());
      assertThat(directory.spec("52:54:00:00:00:06"))
          .contains(
              new IpxeScript(
                  "#!ipxe\nchain --replace --autofree http://boot.example.com/menu.ipxe\n"));
    }
  }

  @Test
  default void aMachineThatIsKnownAndNothingElseIsForTheDefaultEntry() throws Exception {
    try (AskedDirectory directory = rfc2307()) {
      assertThat(directory.spec("52:54:00:00:00:07")).isEmpty();
      assertThat(directory.reason("52:54:00:00:00:07")).contains("none of these entries");
    }
    String entry = "cn=default,ou=profiles,dc=example,dc=com";
    Optional<BootSpec> memtest =
        Optional.of(
            new ProgramBoot(
                BootFile.parse("http://boot.example.com/memtest.efi"),
                Optional.of("No entry says what this machine boots.")));
    try (AskedDirectory directory = rfc2307("defaultEntry", entry)) {
      assertThat(directory.spec("52:54:00:00:00:07")).isEqualTo(memtest);
      assertThat(directory.spec("52:54:00:00:00:04")).contains(new LocalDisk());
      assertThat(directory.spec("52:54:00:ff:ff:ff")).isEmpty();
      assertThat(directory.reason("52:54:00:ff:ff:ff")).contains("no entry below ou=machines");
    }
    try (AskedDirectory directory = rfc2307("defaultEntry", entry, "defaultFor", "all")) {
      assertThat(directory.spec("52:54:00:ff:ff:ff")).isEqualTo(memtest);
      assertThat(directory.reason("52:54:00:ff:ff:ff")).contains("program, message from " + entry);
    }
  }

  @Test
  default void aDhcpHostInTheGroupAboveIt() throws Exception {
    try (AskedDirectory directory = dhcp()) {
      assertThat(directory.spec("52:54:00:00:01:01"))
          .contains(diskless("ip=dhcp ro root=/dev/nfs nfsroot=192.0.2.10:/srv/root"));
      assertThat(directory.spec("52:54:00:00:01:0a"))
          .contains(diskless("ip=dhcp ro root=/dev/nfs nfsroot=192.0.2.10:/srv/root-test"));
      assertThat(directory.reason("52:54:00:00:01:0a"))
          .contains("root-path from cn=thin2", "next-server from cn=dhcp");
    }
  }

  @Test
  default void aDhcpHostThatAGroupNamesAndOneThatNamesItsOptions() throws Exception {
    try (AskedDirectory directory = dhcp()) {
      assertThat(directory.spec("52:54:00:00:01:03"))
          .contains(program("http://boot.example.com/pxelinux.0"));
      assertThat(directory.spec("52:54:00:00:01:04"))
          .contains(program("http://boot.example.com/grub/grubx64.efi"));
    }
  }

  @Test
  default void aSitesOwnAttributesAndGroupsThatNameTheirMembers() throws Exception {
    try (AskedDirectory directory = custom()) {
      Once once = (Once) directory.spec("52:54:00:00:02:01").orElseThrow();
      KernelBoot boot = (KernelBoot) once.boot();

      assertThat(once.order()).isEmpty();
      assertThat(boot.initrds().stream().map(BootFile::name))
          .containsExactly("initrd.img", "microcode.img");
      assertThat(boot.commandLine()).isEqualTo(commandLine("root=LABEL=root quiet"));
      assertThat(directory.spec("52:54:00:00:02:02"))
          .contains(
              new KernelBoot(
                  boot.kernel(),
                  boot.initrds(),
                  commandLine("root=LABEL=root single"),
                  Optional.empty()));
      assertThat(directory.spec("52:54:00:00:02:03")).contains(new LocalDisk());
    }
  }

  private static KernelBoot diskless(String commandLine) {
    return new KernelBoot(
        BootFile.parse("http://boot.example.com/vmlinuz"),
        List.of(),
        commandLine(commandLine),
        Optional.empty());
  }

  private static ProgramBoot program(String url) {
    return new ProgramBoot(BootFile.parse(url), Optional.empty());
  }

  private static CommandLine commandLine(String text) {
    return new CommandLine(List.of(new CommandLine.Text(text)));
  }
}
