package org.pixiecore.itests;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ops4j.pax.exam.Option;

/** The example booter, as its own build made it. */
final class ExampleBooter {

  /** Its package, PID, symbolic name, feature and artifact. */
  static final String NAME = "org.example.rackplan";

  private static final String TARGET = "example.target";
  private static final String FILE = NAME + "-1.0.0-SNAPSHOT";

  private ExampleBooter() {}

  /** Tells a container where it is. */
  static Option where() {
    return systemProperty(TARGET).value(System.getProperty(TARGET));
  }

  static Path jar() {
    return target().resolve(FILE + ".jar");
  }

  static Path kar() {
    return target().resolve(FILE + "-kar.kar");
  }

  /** Writes a plan with one line for a kernel and two for nobody. */
  static void write(Path plan, String mac, Path kernel, String commandLine) throws IOException {
    Files.writeString(
        plan,
        """
        mac,kernel,initrd,cmdline
        00:00:5e:00:53:01,local,,
        %s,%s,,"%s"
        00:00:5e:00:53:02,local,,
        """
            .formatted(mac, kernel, commandLine));
  }

  private static Path target() {
    return Path.of(System.getProperty(TARGET)).normalize();
  }
}
