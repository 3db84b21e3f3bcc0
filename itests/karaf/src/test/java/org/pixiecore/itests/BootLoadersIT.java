package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.OptionCode;
import org.pixiecore.dhcp.OptionCode.Pxe;

/** Machines that come to their kernel by another way than PXE and iPXE, each set while it runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootLoadersIT {

  private static final String BOOTLOADERS = "org.pixiecore.bootloaders";
  private static final String DHCP = "org.pixiecore.dhcp.server";
  private static final Capture ROM = Capture.of("ipxe-rom-e1000-discover");
  private static final Capture UEFI = Capture.of("ovmf-x64-discover");

  private static final Pattern LINUX = Pattern.compile("(?m)^LINUX (\\S+)$");
  private static final Pattern INITRDS = Pattern.compile("(?m)^INITRD (\\S+)$");
  private static final Pattern GRUB_LINUX =
      Pattern.compile("linux \"\\(tftp,\\$net_default_server\\)/([^\"]+)\"");
  private static final Pattern GRUB_LAST =
      Pattern.compile("source \"\\(tftp,\\$net_default_server\\)/([^\"]+)\"");

  @Rule public final Server server = Server.booting();

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void uefiHttpBootLoadsItsProgramByHttp() throws Exception {
    byte[] program = Files.readAllBytes(server.site().program("snponly.efi"));

    DhcpPacket offer = discover(Capture.of("ovmf-x64-http-discover"));
    URI url = URI.create(Machine.bootFile(offer));
    HttpResponse<Void> head = Http.ask("HEAD", url, BodyHandlers.discarding());
    HttpResponse<byte[]> part =
        Http.get(url, BodyHandlers.ofByteArray(), "Range", "bytes=1000-1999");

    assertThat(text(offer, OptionCode.VENDOR_CLASS)).isEqualTo("HTTPClient");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("" + program.length);
    assertThat(head.headers().firstValue("Content-Type")).contains("application/efi");
    assertThat(Http.get(url, BodyHandlers.ofByteArray()).body()).isEqualTo(program);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(program, 1000, 2000));
  }

  @Test
  public void pxelinuxLoadsItsConfigurationAndWhatThatNamesByHttp() throws Exception {
    MacAddress mac = server.machine().mac();
    DhcpPacket offer = throughPxelinux(mac);
    String folder = text(offer, OptionCode.PXELINUX_PATH_PREFIX);
    assertThat(tftp(Machine.bootFile(offer)))
        .isEqualTo(Files.readAllBytes(server.site().program("lpxelinux.0")));
    assertThat(tftp("ldlinux.c32"))
        .isEqualTo(Files.readAllBytes(server.site().program("ldlinux.c32")));

    String configuration =
        new String(http(folder + text(offer, OptionCode.PXELINUX_CONFIGURATION)), UTF_8);
    assertThat(configuration).contains("APPEND " + Site.COMMAND_LINE);
    assertThat(http(found(LINUX, configuration)))
        .isEqualTo(Files.readAllBytes(server.site().kernel()));
    String[] initrds = found(INITRDS, configuration).split(",");
    assertThat(initrds).hasSize(3);
    assertThat(http(initrds[1])).isEqualTo(Files.readAllBytes(server.site().initrds().get(1)));

    Log log = Log.ofThisContainer();
    http(folder + initrds[2]);
    log.awaitLine(mac + ": is booting vmlinuz (booter static-lab)");
  }

  @Test
  public void pxelinuxLoadsAllOfItByTftpWhileTheLoadersAreReplacedAndBootsOnce() throws Exception {
    MacAddress mac = server.machine().mac();
    ServiceRegistration<Booter> installer = installsOnce(mac);
    try {
      throughPxelinux(mac);
      String name = "pxelinux.cfg/01-" + mac.toString("-");
      String configuration = new String(tftp(name), UTF_8);
      try (TftpDownload kernel = new TftpDownload(server.ports().tftp())) {
        kernel.begin(found(LINUX, configuration), Map.of("blksize", "1408"));
        kernel.take(10);
        server.bundle("org.pixiecore.loaders").update();
        assertThat(kernel.finish()).isEqualTo(Files.readAllBytes(server.site().kernel()));
      }
      String notice = found(INITRDS, configuration);

      eventually().ignoreExceptions().until(() -> tftp(notice).length > 0);

      assertThat(new String(tftp(name), UTF_8)).contains("LOCALBOOT").doesNotContain("LINUX");
      assertThat(server.shell("pixiecore:once")).contains(mac.toString(), "order 1");
    } finally {
      installer.unregister();
    }
  }

  @Test
  public void shimAndGrubLoadAllByTftp() throws Exception {
    MacAddress mac = server.machine().mac();
    server.etc().set(BOOTLOADERS, "grubMachines", mac.toString());
    String shim =
        eventually()
            .until(() -> Machine.bootFile(discover(UEFI.from(mac))), name -> name.contains("shim"));
    assertThat(tftp(shim)).isEqualTo(Files.readAllBytes(server.site().program("shimx64.efi")));
    assertThat(tftp("grubx64.efi"))
        .isEqualTo(Files.readAllBytes(server.site().program("grubx64.efi")));
    assertThat(new String(tftp("grub/grub.cfg"), UTF_8)).contains("$net_default_mac");

    String configuration =
        new String(tftp("grub/%s/x86_64-efi/-/-/grub.cfg".formatted(mac)), UTF_8);
    assertThat(tftp(found(GRUB_LINUX, configuration)))
        .isEqualTo(Files.readAllBytes(server.site().kernel()));

    Log log = Log.ofThisContainer();
    assertThat(new String(tftp(found(GRUB_LAST, configuration)), UTF_8)).startsWith("set ");
    log.awaitLine(mac + ": is booting vmlinuz (booter static-lab)");
  }

  @Test
  public void theAnswersFormAndTheMenu() throws Exception {
    Capture request = UEFI.from(server.machine().mac());
    server.etc().set(DHCP, "answerForms", request.mac() + "=binl");
    eventually().until(() -> discover(request).options().get(OptionCode.BOOTFILE_NAME).isEmpty());
    assertThat(discover(request).options().get(OptionCode.VENDOR_SPECIFIC)).isEmpty();

    server
        .etc()
        .set(
            DHCP,
            "answerForms",
            request.mac() + "=menu",
            "menuItems",
            "Install=auto, Local disk=local",
            "menuPrompt",
            "Which?");
    DhcpPacket offer =
        eventually()
            .until(
                () -> discover(request),
                answer -> answer.options().contains(OptionCode.VENDOR_SPECIFIC));
    DhcpOptions shown =
        DhcpOptions.decode(offer.options().get(OptionCode.VENDOR_SPECIFIC).orElseThrow());
    assertThat(shown.get(Pxe.BOOT_MENU).orElseThrow().text()).contains("Install", "Local disk");
    assertThat(shown.get(Pxe.MENU_PROMPT).orElseThrow().text()).contains("Which?");

    server.etc().set(DHCP, "answerForms", "", "menuItems", "", "menuPrompt", "");
    eventually().until(() -> discover(request).options().contains(OptionCode.BOOTFILE_NAME));
  }

  /** Sets that a machine boots through PXELINUX; its offer. */
  private DhcpPacket throughPxelinux(MacAddress mac) throws IOException {
    server.etc().set(BOOTLOADERS, "pxelinuxMachines", mac.toString());
    return eventually()
        .until(
            () -> discover(ROM.from(mac)),
            offer -> Machine.bootFile(offer).endsWith("lpxelinux.0"));
  }

  private ServiceRegistration<Booter> installsOnce(MacAddress mac) {
    BootSpec order =
        new BootSpec.Once(
            new BootSpec.KernelBoot(
                BootFile.of(server.site().kernel()),
                List.of(),
                CommandLine.parse("quiet", "URL", BootFile::parse),
                Optional.empty()),
            "order 1");
    Booter booter = asked -> Optional.of(order).filter(mine -> asked.mac().equals(mac));
    return context.registerService(
        Booter.class,
        booter,
        FrameworkUtil.asDictionary(Map.of(Booter.NAME, "orders", Constants.SERVICE_RANKING, 100)));
  }

  private DhcpPacket discover(Capture request) {
    return server.firmware().discover(request, server.ports().dhcp());
  }

  private byte[] tftp(String file) throws IOException {
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      download.begin(file, Map.of("blksize", "1408"));
      return download.finish();
    }
  }

  private static byte[] http(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = Http.get(URI.create(url), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(url).isEqualTo(200);
    return response.body();
  }

  private static String found(Pattern pattern, String configuration) {
    Matcher matcher = pattern.matcher(configuration);
    assertThat(matcher.find()).as("%s in %s", pattern, configuration).isTrue();
    return matcher.group(1);
  }

  private static String text(DhcpPacket packet, OptionCode option) {
    return packet.options().get(option).orElseThrow().text();
  }
}
