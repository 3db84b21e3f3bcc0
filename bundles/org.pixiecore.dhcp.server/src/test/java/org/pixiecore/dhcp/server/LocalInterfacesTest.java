package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.api.testing.FakeClock;

class LocalInterfacesTest {

  private static final LocalInterface LO = nic(1, "lo", "127.0.0.1/8");
  private static final LocalInterface ETH0 = nic(2, "eth0", "10.0.0.5/24", "10.0.1.5/24");
  private static final LocalInterface ETH1 = nic(3, "eth1", "10.9.0.5/16");
  private static final LocalInterface BARE = nic(4, "eth2");

  private final FakeClock clock = new FakeClock();
  private List<LocalInterface> system = List.of(LO, ETH0, ETH1, BARE);
  private boolean broken;
  private final LocalInterfaces interfaces =
      new LocalInterfaces(
          () -> {
            if (broken) {
              throw new SocketException("no list");
            }
            return system;
          },
          clock);

  static LocalInterface nic(int index, String name, String... subnets) {
    return new LocalInterface(
        index,
        name,
        true,
        Stream.of(subnets)
            .map(subnet -> subnet.split("/", 2))
            .map(
                parts ->
                    new LocalInterface.Subnet(
                        Packets.address(parts[0]), Integer.parseInt(parts[1])))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    // interface that it arrived on, destination -> interface and address of the answer
    "2, 255.255.255.255, eth0, 10.0.0.5",
    "3, 255.255.255.255, eth1, 10.9.0.5",
    "2, 10.0.1.5, eth0, 10.0.1.5", // the second address, because it was asked
    "2, 10.0.0.255, eth0, 10.0.0.5", // the subnet's own broadcast
    "2, 10.9.0.5, eth1, 10.9.0.5", // asked through another interface
    "1, 10.0.0.5, eth0, 10.0.0.5", // from this machine itself
  })
  void answersAreFromTheAddressThatWasAskedElseTheInterfacesFirst(
      int index, String destination, String name, String address) {
    assertThat(link(arrival(index, destination, "0.0.0.0"), Interfaces.ALL))
        .isEqualTo(new Link.Served(named(name), Packets.address(address)));
  }

  @ParameterizedTest
  @CsvSource({
    // asked, source, ciaddr, giaddr -> address of the answer
    "255.255.255.255, 10.0.1.9, 0.0.0.0, 0.0.0.0, 10.0.1.5",
    "255.255.255.255, 0.0.0.0, 10.0.1.9, 0.0.0.0, 10.0.1.5",
    "255.255.255.255, 10.0.0.9, 10.0.1.9, 0.0.0.0, 10.0.1.5",
    "255.255.255.255, 10.0.0.1, 0.0.0.0, 10.0.1.1, 10.0.1.5", // a relay on this link
    "10.0.0.5, 10.0.1.9, 10.0.1.9, 0.0.0.0, 10.0.0.5", // the one that was asked comes first
    "255.255.255.255, 192.0.2.9, 192.0.2.9, 0.0.0.0, 10.0.0.5", // in none of them
    "10.0.1.255, 192.0.2.9, 0.0.0.0, 192.0.2.1, 10.0.0.5",
  })
  void ofSeveralAddressesTheOneInTheMachinesSubnetAnswers(
      String asked, String source, String ciaddr, String giaddr, String address) {
    assertThat(link(arrival(2, asked, source), ciaddr, giaddr, Interfaces.ALL))
        .isEqualTo(new Link.Served(ETH0, Packets.address(address)));
  }

  @Test
  void thisHostsOwnQuestionIsNotAnswered() {
    assertThat(link(arrival(2, "255.255.255.255", "10.0.0.5"), Interfaces.ALL))
        .isInstanceOf(Link.NotServed.class);
  }

  @Test
  void anAddressInTheMachinesSubnetThatIsNotChosenIsNotUsed() {
    Interfaces first = new Interfaces(List.of("10.0.0.5"));
    assertThat(link(arrival(2, "255.255.255.255", "10.0.1.9"), "10.0.1.9", "0.0.0.0", first))
        .isEqualTo(new Link.Served(ETH0, Packets.address("10.0.0.5")));
  }

  @ParameterizedTest
  @CsvSource({"2, 192.0.2.7", "2, 10.0.0.77", "3, 10.0.0.255"})
  void whatThisHostPassesOnAsARouterIsNotServed(int index, String destination) {
    assertThat(link(arrival(index, destination, "10.0.0.1"), Interfaces.ALL))
        .isInstanceOfSatisfying(
            Link.NotServed.class, no -> assertThat(no.reason()).contains(destination));
  }

  @ParameterizedTest
  @CsvSource({
    "eth0, 2, eth0, 10.0.0.5",
    "10.0.1.5, 2, eth0, 10.0.1.5", // chosen by its address: not the first one
    "10.9.0.5, 3, eth1, 10.9.0.5",
  })
  void interfacesAreChosenByNameOrAddress(String chosen, int index, String name, String address) {
    assertThat(link(arrival(index, "255.255.255.255", "0.0.0.0"), new Interfaces(List.of(chosen))))
        .isEqualTo(new Link.Served(named(name), Packets.address(address)));
  }

  @ParameterizedTest
  @CsvSource({"eth1, 2", "10.9.0.5, 2", "10.9.0.5, 4", "eth0, 4", "eth9, 2"})
  void whatIsNotChosenIsNotServed(String chosen, int index) {
    assertThat(link(arrival(index, "255.255.255.255", "0.0.0.0"), new Interfaces(List.of(chosen))))
        .isInstanceOf(Link.NotServed.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "eth2"})
  void aChosenInterfaceWithoutAnIpv4AddressIsToldApart(String chosen) {
    Interfaces choice = chosen.isEmpty() ? Interfaces.ALL : new Interfaces(List.of(chosen));
    assertThat(link(arrival(4, "255.255.255.255", "0.0.0.0"), choice))
        .isInstanceOfSatisfying(
            Link.Unanswerable.class,
            no -> {
              assertThat(no.nic()).isEqualTo("eth2");
              assertThat(no.reason()).contains("no IPv4 address", "ip address add");
            });
  }

  @Test
  void anInterfaceThatTheSystemDoesNotListIsNamedByTheSocket() {
    assertThat(link(arrival(77, "255.255.255.255", "0.0.0.0"), Interfaces.ALL))
        .isInstanceOfSatisfying(
            Link.Unanswerable.class, no -> assertThat(no.nic()).isEqualTo("nic77"));
    assertThat(link(arrival(77, "255.255.255.255", "0.0.0.0"), new Interfaces(List.of("eth0"))))
        .isInstanceOf(Link.NotServed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, eth1, eth1", // the only one chosen
    "10.9.3.3, '', eth1", // on a subnet of ours
    "10.0.1.77, '', eth0",
  })
  void aPortableSocketsArrivalIsOnTheSendersSubnetOrTheOnlyInterface(
      String source, String chosen, String name) {
    Interfaces choice = chosen.isEmpty() ? Interfaces.ALL : new Interfaces(List.of(chosen));
    assertThat(link(arrival(0, "0.0.0.0", source), choice))
        .isInstanceOfSatisfying(
            Link.Served.class, served -> assertThat(served.nic()).isEqualTo(named(name)));
  }

  @Test
  void aPortableSocketsBroadcastOnOneOfSeveralIsUnanswerableAndSaysWhatToDo() {
    assertThat(link(arrival(0, "0.0.0.0", "0.0.0.0"), Interfaces.ALL))
        .isInstanceOfSatisfying(
            Link.Unanswerable.class,
            no -> assertThat(no.reason()).contains("[eth0, eth1]", "Set interfaces"));
  }

  @Test
  void aChangeOfAddressHoldsWithinASecond() {
    assertThat(interfaces.served(Interfaces.ALL)).contains("eth0 10.0.0.5");
    system = List.of(nic(2, "eth0", "10.0.0.6/24"));
    clock.pass(Duration.ofMillis(999));
    assertThat(interfaces.served(Interfaces.ALL)).contains("eth0 10.0.0.5");
    clock.pass(Duration.ofMillis(1));
    assertThat(interfaces.served(Interfaces.ALL)).containsExactly("eth0 10.0.0.6");
  }

  @Test
  void whatCannotBeReadNowIsAsItWas() {
    List<String> before = interfaces.served(Interfaces.ALL);
    broken = true;
    clock.pass(Duration.ofSeconds(2));
    assertThat(interfaces.served(Interfaces.ALL)).isEqualTo(before);
  }

  @Test
  void whatIsChosenButNotThereIsNamed() {
    assertThat(interfaces.missing(new Interfaces(List.of("eth0", "eth9", "10.9.0.5", "1.2.3.4"))))
        .containsExactly("eth9", "1.2.3.4");
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.200.1, 3", // on the link
    "255.255.255.255, 3",
    "10.9.255.255, 3",
    "10.10.0.1, 0", // behind a router
    "::1, 0",
  })
  void repliesLeaveOnTheLinkUnlessTheyGoBehindARouter(String destination, int index)
      throws Exception {
    Link.Served link = new Link.Served(ETH1, Packets.address("10.9.0.5"));
    assertThat(Route.back(link, InetAddress.getByName(destination)))
        .isEqualTo(new Route(Packets.address("10.9.0.5"), index));
  }

  private Link link(Arrival arrival, Interfaces chosen) {
    return link(arrival, "0.0.0.0", "0.0.0.0", chosen);
  }

  private Link link(Arrival arrival, String ciaddr, String giaddr, Interfaces chosen) {
    return interfaces.linkOf(arrival, Packets.from(ciaddr, giaddr), chosen, index -> "nic" + index);
  }

  private LocalInterface named(String name) {
    return system.stream().filter(nic -> nic.name().equals(name)).findFirst().orElseThrow();
  }

  private static Arrival arrival(int index, String destination, String source) {
    return new Arrival(
        ByteBuffer.allocate(0),
        false,
        new InetSocketAddress(source, 68),
        Packets.address(destination),
        index);
  }
}
