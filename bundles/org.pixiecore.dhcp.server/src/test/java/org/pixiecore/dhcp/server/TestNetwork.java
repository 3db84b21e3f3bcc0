package org.pixiecore.dhcp.server;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two hosts of our own, a server and a client, with three links between them: network namespaces
 * and pairs of veth. The server's ends are {@code s0}, {@code s1} and {@code s2}, the client's
 * {@code c0}, {@code c1} and {@code c2}; {@code s2} has no address at first.
 */
final class TestNetwork {

  private static final int O_RDONLY = 0;
  private static final int CLONE_NEWNET = 0x40000000;

  /** The calls that put a thread into a namespace, in which it and its threads then stay. */
  private static final class Namespaces {
    static {
      Native.register(Namespaces.class, "c");
    }

    static native int open(String path, int flags);

    static native int setns(int fd, int type);

    static native int close(int fd);
  }

  private final List<Process> programs = new ArrayList<>();
  private final String server = "pxdhcp-s-" + ProcessHandle.current().pid();
  private final String client = "pxdhcp-c-" + ProcessHandle.current().pid();
  private final String machine = "pxdhcp-m-" + ProcessHandle.current().pid();

  static boolean isPossible() {
    return LinuxSocket.isSupported() && "root".equals(System.getProperty("user.name"));
  }

  TestNetwork() throws Exception {
    try {
      ip("netns add", server);
      ip("netns add", client);
      for (int link = 0; link < 3; link++) {
        addLink(link);
      }
      ip("-n", server, "address add 10.71.0.2/24 dev s0");
      ip("-n", server, "address add 10.72.0.2/24 dev s1");
      ip("-n", client, "address add 10.71.0.99/24 dev c0");
    } catch (Exception e) {
      remove();
      throw e;
    }
  }

  /** Runs something on the server. Sockets and threads that it makes stay there. */
  <T> T onServer(Callable<T> what) throws Exception {
    return in(server, what);
  }

  /** Runs something on the client. */
  <T> T onClient(Callable<T> what) throws Exception {
    return in(client, what);
  }

  /** Whether this system's kernel knows VLANs: one that does not refuses to make one. */
  boolean hasVlans() throws Exception {
    try {
      ip("-n", client, "link add link c0 name c0.1 type vlan id 1");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Adds a host {@code machine} behind the client host, which is its router and relay: {@code m0}
   * there and {@code c9}, 10.79.0.1, here. The machine has no address.
   *
   * @param program the relay agent
   */
  void addMachineBehindRelay(String... program) throws Exception {
    ip("netns add", machine);
    ip("-n", client, "link add c9 type veth peer name m0 netns", machine);
    ip("-n", client, "link set c9 up");
    ip("-n", machine, "link set m0 up");
    ip("-n", client, "address add 10.79.0.1/24 dev c9");
    routeOnServer("10.79.0.0/24", "10.71.0.99");
    start(client, program);
  }

  /** Gives the machine behind the relay an address, and the way to the server. */
  void addMachineAddress(String address) throws Exception {
    ip("-n", machine, "address add", address, "dev m0");
    ip("-n", machine, "route add default via 10.79.0.1");
    onClient(() -> Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1"));
  }

  /** Runs something on the machine behind the relay. */
  <T> T onMachine(Callable<T> what) throws Exception {
    return in(machine, what);
  }

  int machineIndex(String nic) throws Exception {
    return index(machine, nic);
  }

  /** Adds a VLAN to the first link: {@code s0.ID} and {@code c0.ID}. */
  void addVlan(int id) throws Exception {
    for (String[] end : new String[][] {{server, "s0"}, {client, "c0"}}) {
      String vlan = end[1] + "." + id;
      ip("-n", end[0], "link add link", end[1], "name", vlan, "type vlan id " + id);
      ip("-n", end[0], "link set", vlan, "up");
    }
  }

  /** Adds a link: {@code sNUMBER} and {@code cNUMBER}. */
  void addLink(int number) throws Exception {
    String theServers = "s" + number;
    String theClients = "c" + number;
    ip("-n", server, "link add", theServers, "type veth peer name", theClients, "netns", client);
    ip("-n", server, "link set", theServers, "up");
    ip("-n", client, "link set", theClients, "up");
  }

  /** Removes an interface of the server, and its link, if it is one. */
  void removeServerInterface(String nic) throws Exception {
    ip("-n", server, "link delete", nic);
  }

  /** Puts an interface of the server into a new bridge. */
  void bridge(String nic, String bridge) throws Exception {
    ip("-n", server, "link add", bridge, "type bridge");
    ip("-n", server, "link set", bridge, "up");
    ip("-n", server, "link set", nic, "master", bridge);
  }

  void removeServerAddress(String address, String nic) throws Exception {
    ip("-n", server, "address delete", address, "dev", nic);
  }

  void addServerAddress(String address, String nic) throws Exception {
    ip("-n", server, "address add", address, "dev", nic);
  }

  /** Starts a program on the server; {@link #remove} ends it. */
  void startOnServer(String... command) throws IOException {
    start(server, command);
  }

  /** Starts a program on the client; {@link #remove} ends it. */
  void startOnClient(String... command) throws IOException {
    start(client, command);
  }

  private void start(String namespace, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    programs.add(builder.redirectOutput(DISCARD).redirectError(DISCARD).start());
  }

  void addClientAddress(String address, String nic) throws Exception {
    ip("-n", client, "address add", address, "dev", nic);
  }

  void routeOnServer(String subnet, String router) throws Exception {
    ip("-n", server, "route add", subnet, "via", router);
  }

  /** Of the first link, at both ends. */
  void setMtu(int mtu) throws Exception {
    ip("-n", server, "link set s0 mtu " + mtu);
    ip("-n", client, "link set c0 mtu " + mtu);
  }

  int clientIndex(String nic) throws Exception {
    return index(client, nic);
  }

  int serverIndex(String nic) throws Exception {
    return index(server, nic);
  }

  private static int index(String namespace, String nic) throws Exception {
    Matcher index = Pattern.compile("^(\\d+):").matcher(ip("-n", namespace, "-o link show", nic));
    if (!index.find()) {
      throw new IllegalStateException("no " + nic);
    }
    return Integer.parseInt(index.group(1));
  }

  /** Removes both hosts, with their programs and links. */
  void remove() throws Exception {
    for (Process program : programs) {
      program.destroy();
      program.waitFor();
    }
    for (String namespace : List.of(server, client, machine)) {
      if (ip("netns list").lines().anyMatch(line -> line.split(" ", 2)[0].equals(namespace))) {
        ip("netns delete", namespace);
      }
    }
  }

  private static <T> T in(String namespace, Callable<T> what) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              int fd = Namespaces.open("/run/netns/" + namespace, O_RDONLY);
              int entered = Namespaces.setns(fd, CLONE_NEWNET);
              Namespaces.close(fd);
              if (entered != 0) {
                throw new IOException("cannot enter " + namespace);
              }
              return what.call();
            });
    new Thread(task, namespace).start();
    return task.get(30, TimeUnit.SECONDS);
  }

  private static String ip(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    for (String argument : arguments) {
      command.addAll(List.of(argument.split(" ", -1)));
    }
    Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ip.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
