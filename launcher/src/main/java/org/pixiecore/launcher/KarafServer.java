package org.pixiecore.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;
import org.apache.karaf.main.Main;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** Boots machines with the Karaf distribution, in this virtual machine. */
final class KarafServer implements BootServer {

  private static final long LONGEST_STOP_MILLIS = 10_000;
  private static final String PAGE = "pixiecore-console";

  @Override
  public int serve(BooterOptions booter, ServerOptions server) throws IOException {
    Clock clock = Clock.system(ZoneId.systemDefault());
    Terminal terminal = new Terminal(System.out, clock, server.timestamps());
    List<ServerPort> ports = ServerPort.of(server);
    for (ServerPort port : ports) {
      port.tryOut();
    }
    Distribution distribution = new Distribution(Path.of(System.getProperty("karaf.home")));
    Path state = Files.createDirectories(stateFolder(System.getenv(), isRoot()));
    try (OnceFile once = OnceFile.claim(state, server);
        Instance instance = Instance.claim(state, features(booter, server))) {
      boolean warm =
          instance.prepare(
              distribution,
              BootConfiguration.of(
                  booter,
                  server,
                  state.resolve("file-url.key"),
                  once.path(),
                  once.leaseFile(),
                  state.resolve("recipes")));
      if (!warm) {
        terminal.say("First start: installing the bundles.");
      }
      Framework framework = start(instance);
      if (booter instanceof RecipeOptions) {
        new DownloadView(framework, System.out, DownloadView.isTerminal()).show();
      }
      Installer installer = new Installer(framework);
      if (new Readiness(framework, ports, () -> warm || installer.isDone(), terminal).await()) {
        if (!warm) {
          installer.retire();
          instance.remember(distribution);
        }
        terminal.say(
            String.format(
                Locale.ROOT,
                "Ready in %.1f s: waiting for machines that boot from the network. Ctrl-C ends it.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0));
      }
      framework.waitForStop(0);
      return 0;
    } catch (BundleException e) {
      throw new IOException("Karaf's installer does not stop: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static String[] features(BooterOptions booter, ServerOptions server) {
    List<String> features = new ArrayList<>(List.of(booter.feature()));
    if (server.addresses().isPresent()) {
      features.add(AddressOptions.FEATURE);
    }
    if (server.page()) {
      features.add(PAGE);
    }
    return features.toArray(String[]::new);
  }

  /**
   * Where the file-URL key, the files of what was booted once and the instances are kept: systemd's
   * choice, root's, or the XDG Base Directory Specification's.
   */
  static Path stateFolder(Map<String, String> environment, boolean root) {
    if (environment.containsKey("STATE_DIRECTORY")) {
      return Path.of(environment.get("STATE_DIRECTORY"));
    }
    if (root) {
      return Path.of("/var/lib/pixiecore");
    }
    String states = environment.getOrDefault("XDG_STATE_HOME", "");
    return states.isEmpty()
        ? Path.of(environment.get("HOME"), ".local", "state", "pixiecore")
        : Path.of(states, "pixiecore");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Framework start(Instance instance) throws IOException {
    describe(instance);
    // what Karaf's own start says belongs in its log, not on the terminal
    LogManager.getLogManager().reset();
    Main karaf = new Main(new String[0]);
    try {
      karaf.launch();
    } catch (Exception e) {
      throw new IOException("Karaf did not start: " + e + ". See " + instance.log(), e);
    }
    Framework framework = karaf.getFramework();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(framework), "stop"));
    return framework;
  }

  /** Karaf's settings that differ from the distribution's: system properties come before files. */
  private static void describe(Instance instance) {
    System.setProperty("karaf.base", instance.folder().toString());
    System.setProperty("karaf.etc", instance.etc().toString());
    System.setProperty("karaf.data", instance.data().toString());
    System.setProperty("karaf.log", instance.log().toString());
    System.setProperty("java.io.tmpdir", instance.temporary().toString());
    // else JNA unpacks into ~/.cache
    System.setProperty("jna.tmpdir", instance.temporary().toString());
    System.setProperty("karaf.instances", instance.folder().resolve("instances").toString());
    System.setProperty("felix.cm.dir", instance.configuration().toString());
    // the features put their commented examples into etc, which would replace the configuration
    System.setProperty(
        "felix.fileinstall.filter", "org\\.(apache\\.karaf|ops4j\\.pax\\.url)\\..*\\.cfg");
    // Declarative Services' own messages under its own name, not under the components'
    System.setProperty("ds.log.extension", "true");
    // the instance has a lock, and signals are how it is stopped
    System.setProperty("karaf.lock", "false");
    System.setProperty("karaf.shutdown.port", "-1");
  }

  private static void stop(Framework framework) {
    try {
      framework.stop();
      framework.waitForStop(LONGEST_STOP_MILLIS);
    } catch (BundleException e) {
      System.err.println("pixiecore: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
