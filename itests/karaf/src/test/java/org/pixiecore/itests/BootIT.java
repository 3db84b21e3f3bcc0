package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.OptionCode;

/** A machine's way from its firmware's first packet to its kernel, stage by stage. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootIT {

  @Inject private BundleContext context;

  @Rule public final Server server = Server.booting();

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void plainFirmwareIsOfferedTheProgramForItAndLoadsItByTftp() throws IOException {
    DhcpPacket offer =
        server.firmware().discover(Capture.of("ovmf-x64-discover"), server.ports().dhcp());

    assertThat(offer.messageType()).contains(MessageType.OFFER);
    assertThat(offer.yiaddr().isAnyLocalAddress()).isTrue();
    assertThat(offer.siaddr().getHostAddress()).isEqualTo(Ports.LOOPBACK);
    assertThat(text(offer, OptionCode.VENDOR_CLASS)).isEqualTo("PXEClient");
    assertLoads(Machine.bootFile(offer), "snponly.efi");
  }

  @Test
  public void theBootServerTellsThemTheSame() throws IOException {
    for (String capture : List.of("ovmf-x64-request-4011", "ovmf-x64-request-4011-menu")) {
      DhcpPacket answer = server.firmware().ask(Capture.of(capture), server.ports().pxe());

      assertThat(answer.messageType()).as(capture).contains(MessageType.ACK);
      assertLoads(Machine.bootFile(answer), "snponly.efi");
    }
  }

  @Test
  public void ipxeIsGivenItsScriptAtOnce() throws Exception {
    for (String capture :
        List.of(
            "ipxe-rom-e1000-discover",
            "ipxe-rom-virtio-discover",
            "ipxe-undionly-discover",
            "ipxe-snponly-discover")) {
      Capture request = Capture.of(capture);

      DhcpPacket offer = server.firmware().discover(request, server.ports().dhcp());
      HttpResponse<String> script =
          Http.get(URI.create(Machine.bootFile(offer)), BodyHandlers.ofString());

      assertThat(Machine.bootFile(offer))
          .as(capture)
          .startsWith("http://%s:%d/".formatted(Ports.LOOPBACK, server.ports().http()))
          .contains(request.mac().toString());
      assertThat(script.statusCode()).as(capture).isEqualTo(200);
      assertThat(script.body()).as(capture).startsWith("#!ipxe\n").contains(Site.COMMAND_LINE);
    }
  }

  @Test
  public void aClientThatDoesNotBootFromTheNetworkIsNotAnswered() {
    for (int i = 0; i < 5; i++) {
      server.firmware().sendUnanswerable(Capture.of("udhcpc-discover"), server.ports().dhcp());
      server.firmware().discover(Capture.of("ovmf-x64-discover"), server.ports().dhcp());
    }
  }

  @Test
  public void theScriptsFilesAreTheKernelAndTheInitrdsInOrder() throws Exception {
    List<URI> files = Http.files(server.machine().script());

    assertThat(files).hasSize(3);
    assertThat(Http.get(files.get(0), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(server.site().kernel()));
    assertThat(Http.get(files.get(1), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(server.site().initrds().get(0)));
    assertThat(Http.get(files.get(2), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(server.site().initrds().get(1)));
  }

  @Test
  public void aFileComesInPartsAndIsKnownToBeTheSame() throws Exception {
    URI kernel = Http.files(server.machine().script()).get(0);
    byte[] octets = Files.readAllBytes(server.site().kernel());

    HttpResponse<Void> head = Http.ask("HEAD", kernel, BodyHandlers.discarding());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("" + octets.length);
    String tag = head.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> part =
        Http.get(
            kernel, BodyHandlers.ofByteArray(), "Range", "bytes=1000000-1999999", "If-Range", tag);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 1000000-1999999/" + octets.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(octets, 1_000_000, 2_000_000));

    HttpResponse<byte[]> changed =
        Http.get(
            kernel,
            BodyHandlers.ofByteArray(),
            "Range",
            "bytes=1000000-",
            "If-Range",
            "\"another\"");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo(octets);
  }

  @Test
  public void nothingIsFetchedThatNoBooterNamed() throws Exception {
    String kernel = Http.files(server.machine().script()).get(0).toString();
    String forged =
        kernel.replaceFirst("/file/(.)", kernel.contains("/file/A") ? "/file/B" : "/file/A");

    assertThat(Http.get(URI.create(forged), BodyHandlers.discarding()).statusCode())
        .isBetween(400, 499);
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      assertThatIOException().isThrownBy(() -> download.begin("../vmlinuz", Map.of()));
      assertThatIOException()
          .isThrownBy(() -> download.begin(server.site().kernel().toString(), Map.of()));
    }
  }

  @Test
  public void nativeSocketsAndBuffersAreUsedWhereTheyAreToBeHad() throws Exception {
    URI kernel = Http.files(server.machine().script()).get(0);
    Http.get(kernel, BodyHandlers.discarding());

    assertThat(packagesWiredTo("org.pixiecore.dhcp.server")).contains("com.sun.jna");
    assertThat(packagesWiredTo("org.pixiecore.http")).contains("org.eclipse.jetty.server");
  }

  private void assertLoads(String bootFile, String program) throws IOException {
    byte[] octets = Files.readAllBytes(server.site().program(program));
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      Map<String, String> agreed =
          download.begin(bootFile, Map.of("tsize", "0", "blksize", "1468"));
      assertThat(agreed).containsEntry("tsize", "" + octets.length);
      assertThat(download.finish()).isEqualTo(octets);
    }
  }

  private static String text(DhcpPacket packet, OptionCode option) {
    return packet.options().get(option).orElseThrow().text();
  }

  private List<Object> packagesWiredTo(String symbolicName) {
    Bundle bundle =
        Arrays.stream(context.getBundles())
            .filter(candidate -> candidate.getSymbolicName().equals(symbolicName))
            .findFirst()
            .orElseThrow();
    return bundle
        .adapt(BundleWiring.class)
        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
        .stream()
        .map(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
        .toList();
  }
}
