package org.pixiecore.dhcp.server;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  static boolean isPossible() {
    return LinuxSocket.isSupported() && "root".equals(System.getProperty("user.name"));
  }

  TestNetwork() throws Exception {
    try {
      ip("netns add", server);
      ip("netns add", client);
      for (int link = 0; link < 3; link++) {
        ip("-n", server, "link add s" + link + " type veth peer name c" + link, "netns", client);
        ip("-n", server, "link set s" + link + " up");
        ip("-n", client, "link set c" + link + " up");
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

  void addServerAddress(String address, String nic) throws Exception {
    ip("-n", server, "address add", address, "dev", nic);
  }

  /** Starts a program on the server; {@link #remove} ends it. */
  Process startOnServer(String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", server));
    all.addAll(List.of(command));
    Process started =
        new ProcessBuilder(all).redirectOutput(DISCARD).redirectError(DISCARD).start();
    programs.add(started);
    return started;
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
    for (String namespace : List.of(server, client)) {
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
