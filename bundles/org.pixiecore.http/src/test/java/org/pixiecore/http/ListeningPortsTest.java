package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;
import org.pixiecore.api.status.ListeningPort;

class ListeningPortsTest {

  private static final Machine MACHINE =
      new Machine(
          new MacAddress(0x525400123456L), Architecture.X86_BIOS, Firmware.IPXE, Optional.empty());

  private final ServedPaths served = new ServedPaths();
  private final ListeningPorts ports = new ListeningPorts(served);

  @BeforeEach
  void theServletsAreServed() {
    served.begin(ServerUrls.SCRIPT_PATH);
    served.begin(ServerUrls.FILE_PATH);
    served.begin(ServerUrls.FOLDER_PATH);
  }

  @ParameterizedTest
  @CsvSource({
    "http://0.0.0.0:8181/, 10.0.0.1, http://10.0.0.1:8181",
    "http://[::]:8181/, 10.0.0.1, http://10.0.0.1:8181",
    "http://0.0.0.0:8181/, 2001:db8::5, http://[2001:db8:0:0:0:0:0:5]:8181",
    "http://0.0.0.0:8181/, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]:8181",
    "http://10.0.0.1:80/, 10.0.0.1, http://10.0.0.1:80",
    "http://10.0.0.1/, 10.0.0.1, http://10.0.0.1:80",
    "http://boot.example:8080/, 10.0.0.1, http://10.0.0.1:8080",
    "http://0.0.0.0:8181/site/, 10.0.0.1, http://10.0.0.1:8181/site",
  })
  void theScriptIsWhereTheServiceListens(String endpoint, String server, String base)
      throws UnknownHostException {
    bind(1, new String[] {endpoint});
    assertThat(script(server))
        .contains(base + "/pixiecore/ipxe?mac=52:54:00:12:34:56&arch=0&serial=${serial:hexhyp}");
  }

  @ParameterizedTest
  @CsvSource({
    "https://0.0.0.0:8443/",
    "http://10.0.0.2:8181/",
    "/pixiecore",
    "%",
    "http://999.1.1.1:1/"
  })
  void noScriptWhereNobodyListens(String endpoint) throws UnknownHostException {
    bind(1, new String[] {endpoint});
    assertThat(script("10.0.0.1")).isEmpty();
  }

  @Test
  void amongSeveralTheOneAtThatAddressIsTaken() throws UnknownHostException {
    bind(1, List.of("https://10.0.0.1:8443/", "http://10.0.0.2:8002/", "http://10.0.0.1:8001/"));
    assertThat(script("10.0.0.1").orElseThrow()).contains(":" + 8001);
    assertThat(script("10.0.0.2").orElseThrow()).contains(":" + 8002);
  }

  @Test
  void aChangedPortHoldsAtOnce() throws UnknownHostException {
    assertThat(script("10.0.0.1")).isEmpty();
    bind(1, "http://0.0.0.0:8181/");
    bind(1, "http://0.0.0.0:8182/");
    assertThat(script("10.0.0.1").orElseThrow()).contains(":" + 8182);
    // as Pax Web does: the old service goes, another comes
    ports.unbindRuntime(Map.of("service.id", 1L));
    assertThat(script("10.0.0.1")).isEmpty();
    bind(2, "http://0.0.0.0:8183/");
    assertThat(script("10.0.0.1").orElseThrow()).contains(":" + 8183);
  }

  @Test
  void peopleAreToldOfUrls() {
    assertThat(
            ListeningPorts.urls(
                Endpoint.readAll(
                    Stream.of(
                        "http://0.0.0.0:8181/",
                        "http://10.0.0.1:80/site/",
                        "http://[2001:db8::5]:8181/"))))
        .isEqualTo("http://*:8181, http://10.0.0.1:80/site, http://[2001:db8:0:0:0:0:0:5]:8181");
  }

  @Test
  void aServiceThatSaysNothingOfItsPortsIsNoFailure() throws UnknownHostException {
    ports.bindRuntime(Map.of("service.id", 1L));
    assertThat(script("10.0.0.1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ServerUrls.SCRIPT_PATH, ServerUrls.FILE_PATH, ServerUrls.FOLDER_PATH})
  void anOpenPortWithoutTheServletHasNoScript(String path) throws UnknownHostException {
    bind(1, "http://0.0.0.0:8181/");
    served.end(path);
    assertThat(script("10.0.0.1")).isEmpty();
    served.begin(path);
    assertThat(script("10.0.0.1")).isPresent();
  }

  @Test
  void aServletThatIsOnTheNewPortBeforeItLeavesTheOldOneIsServed() throws UnknownHostException {
    bind(1, "http://0.0.0.0:8181/");
    served.begin(ServerUrls.SCRIPT_PATH);
    served.end(ServerUrls.SCRIPT_PATH);
    assertThat(script("10.0.0.1")).isPresent();
    served.end(ServerUrls.SCRIPT_PATH);
    assertThat(script("10.0.0.1")).isEmpty();
  }

  @Test
  void aUrlIsNoLongerThanADhcpOptionAndItsEndGivesWayFirst() throws UnknownHostException {
    bind(1, "http://0.0.0.0:8181/");
    Inet4Address server = (Inet4Address) InetAddress.getByName("10.0.0.1");
    Network network =
        new Network(
            Optional.of("eth0"),
            Optional.of(server),
            Optional.of(
                new RelayAgent(
                    server, Optional.of("01".repeat(12)), Optional.of("02".repeat(40)))));
    String url =
        ports
            .script(
                server,
                new Machine(
                        MACHINE.mac(),
                        MACHINE.architecture(),
                        Firmware.IPXE,
                        Optional.of(new UUID(1, 2)))
                    .at(network))
            .orElseThrow();
    assertThat(url)
        .hasSizeLessThanOrEqualTo(255)
        .endsWith("&relay=10.0.0.1&nic=eth0&circuit=" + "01".repeat(12));
  }

  @Test
  void theServletsSayThemselvesThatTheyAreServed() throws Exception {
    ServedPaths real = new ServedPaths();
    TestServer server =
        new TestServer()
            .with(
                ServerUrls.SCRIPT_PATH,
                new ScriptServlet(TestServer.settings(), real, new BootReports()))
            .with(
                ServerUrls.FILE_PATH + "/*",
                new FileServlet(TestServer.settings(), real, new BootReports()))
            .with(ServerUrls.FOLDER_PATH + "/*", new FolderServlet(real, new BootReports()));
    assertThat(real.areComplete()).isFalse();
    server.start();
    assertThat(real.areComplete()).isTrue();
    server.stop();
    assertThat(real.areComplete()).isFalse();
  }

  @Test
  void eachPortIsToldOf() {
    bind(1, List.of("http://0.0.0.0:8181/", "https://10.0.0.1:8443/site/"));

    assertThat(ports.ports())
        .containsExactly(
            new ListeningPort("HTTP", 8181, "*", Optional.empty(), Optional.empty()),
            new ListeningPort(
                "HTTPS", 8443, "10.0.0.1", Optional.of("below /site"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://0.0.0.0:8443/"})
  void thatNoPlainHttpIsServedIsAProblem(String endpoint) {
    bind(1, endpoint);

    assertThat(ports.ports())
        .last()
        .satisfies(
            port -> {
              assertThat(port.purpose()).isEqualTo("HTTP");
              assertThat(port.problem().orElseThrow()).contains("org.osgi.service.http.port");
            });
  }

  @Test
  void anOpenPortWithoutAServletIsAProblem() {
    bind(1, "http://0.0.0.0:8181/");
    served.end(ServerUrls.SCRIPT_PATH);

    assertThat(ports.ports())
        .singleElement()
        .satisfies(
            port ->
                assertThat(port.problem().orElseThrow())
                    .contains(ServerUrls.SCRIPT_PATH)
                    .doesNotContain(ServerUrls.FILE_PATH));
  }

  private void bind(long id, Object endpoints) {
    ports.bindRuntime(Map.of("service.id", id, "osgi.http.endpoint", endpoints));
  }

  private Optional<String> script(String server) throws UnknownHostException {
    return ports.script(InetAddress.getByName(server), MACHINE);
  }
}
