package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.dhcp.AddressServer.Link;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.MessageType;

/** The component, with its thread and its file. */
@Timeout(60)
class LeaseServerTest {

  private static final InetSocketAddress SOURCE = new InetSocketAddress("0.0.0.0", 68);

  /** Of this computer, so that a probe is sent where nobody else is asked. */
  private static final Link LINK = new Link("lo", Ipv4.parse("10.0.0.1"), 24);

  @TempDir Path folder;
  private LeaseServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesAddressesAndHasThemAfterARestart() throws Exception {
    start(Map.of("mode", "server", "ranges", "10.0.0.100-10.0.0.110", "probe", "0"));
    String address =
        ((Answer.Reply) ask(Message.discover(), LINK)).packet().yiaddr().getHostAddress();
    assertThat(Desk.type(ask(Message.selecting(address, Desk.SERVER), LINK)))
        .contains(MessageType.ACK);
    server.close();
    start(Map.of("mode", "server", "ranges", "10.0.0.100-10.0.0.110", "probe", "0"));
    assertThat(Desk.type(ask(Message.initReboot(address), LINK))).contains(MessageType.ACK);
  }

  @Test
  void doesNothingInModeProxyAndFromTheNextRequestOnInModeServer() throws Exception {
    start(Map.of());
    assertThat(ask(Message.discover(), LINK)).isInstanceOf(Answer.Ignore.class);
    assertThat(folder).as("no file either").isEmptyDirectory();
    server.modified(properties(Map.of("mode", "server", "ranges", "upper-half", "probe", "0")));
    assertThat(Desk.type(ask(Message.discover(), LINK))).contains(MessageType.OFFER);
  }

  @Test
  void inModeAutoStopsAtOnceWhenThereIsAServer() throws Exception {
    start(Map.of("mode", "auto", "ranges", "upper-half", "probe", "0"));
    assertThat(ask(Message.discover(), LINK)).as("no survey").isInstanceOf(Answer.Ignore.class);
    server.survey = nic -> new Finding.Nobody(Duration.ofMinutes(1));
    assertThat(Desk.type(ask(Message.discover(), LINK))).contains(MessageType.OFFER);
    assertThat(ask(Message.discover().giaddr("10.0.0.2"), LINK))
        .as("nobody surveys what is behind a relay")
        .isInstanceOf(Answer.Ignore.class);
    server.survey = nic -> new Finding.Servers(Set.of(Ipv4.parse("10.0.0.9")));
    assertThat(ask(Message.discover(), LINK)).isInstanceOf(Answer.Ignore.class);
  }

  @Test
  void inModeAutoAMachineThatTakesAnothersOfferStopsItToo() throws Exception {
    start(Map.of("mode", "auto", "ranges", "upper-half", "probe", "0"));
    server.survey = nic -> new Finding.Nobody(Duration.ofMinutes(1));
    assertThat(Desk.type(ask(Message.discover(), LINK))).contains(MessageType.OFFER);
    ask(Message.selecting("10.0.0.77", "10.0.0.9"), LINK);
    assertThat(ask(Message.discover(), LINK)).isInstanceOf(Answer.Ignore.class);
  }

  @Test
  void servesTheInterfacesThatAreChosen() throws Exception {
    start(Map.of("mode", "server", "ranges", "upper-half", "probe", "0", "interfaces", "eth7"));
    assertThat(ask(Message.discover(), LINK)).isInstanceOf(Answer.Ignore.class);
    assertThat(Desk.type(ask(Message.discover(), new Link("eth7", Ipv4.parse("10.0.0.1"), 24))))
        .contains(MessageType.OFFER);
  }

  @Test
  void whereNoRangeIsForALinkSaysSo() throws Exception {
    start(Map.of("mode", "server", "ranges", "10.9.0.1-10.9.0.9", "probe", "0"));
    assertThat(((Answer.Ignore) ask(Message.discover(), LINK)).reason())
        .contains("lo", "10.0.0.1/24", "ranges");
  }

  @Test
  void probesWithoutHoldingUpWhoeverCalls() throws Exception {
    start(Map.of("mode", "server", "ranges", "10.0.0.100-10.0.0.110", "probe", "300"));
    var answer = server.answer(Message.discover().packet(), SOURCE, LINK).toCompletableFuture();
    assertThat(Optional.of(answer.get(10, TimeUnit.SECONDS)).flatMap(Desk::type))
        .contains(MessageType.OFFER);
  }

  @Test
  void whoWaitsWhenItIsStoppedIsToldNothing() throws Exception {
    start(Map.of("mode", "server", "ranges", "10.0.0.100-10.0.0.110", "probe", "1500"));
    var answer = server.answer(Message.discover().packet(), SOURCE, LINK).toCompletableFuture();
    server.close();
    assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Ignore.class);
  }

  private void start(Map<String, Object> properties) {
    server = new LeaseServer(properties(properties));
    server.open();
  }

  private Map<String, Object> properties(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("leaseFile", folder.resolve("leases").toString());
    return all;
  }

  private Answer ask(Message message, Link link) throws Exception {
    return server
        .answer(message.packet(), SOURCE, link)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
