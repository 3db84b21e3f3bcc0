package org.pixiecore.itests.swapped;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.CommandLine;

/**
 * A bundle with a booter that boots the same on every machine, and tells its version on the command
 * line. It is not run from here, but from bundles that are made of it.
 */
public final class Activator implements BundleActivator {

  /** Headers of the bundle. */
  public static final String KERNEL = "Swapped-Kernel";

  public static final String INITRD = "Swapped-Initrd";

  /** A TCP port of the loopback: as long as a connection to it lasts, the bundle is starting. */
  public static final String GATE = "Swapped-Gate";

  @Override
  public void start(BundleContext context) throws IOException {
    Dictionary<String, String> headers = context.getBundle().getHeaders();
    if (headers.get(GATE) != null) {
      waitAt(Integer.parseInt(headers.get(GATE)));
    }
    int version = context.getBundle().getVersion().getMajor();
    BootSpec spec =
        new BootSpec.KernelBoot(
            BootFile.of(Path.of(headers.get(KERNEL))),
            List.of(BootFile.of(Path.of(headers.get(INITRD)))),
            CommandLine.parse("version=" + version, "ID", BootFile::parse),
            Optional.empty());
    Booter booter = machine -> Optional.of(spec);
    context.registerService(
        Booter.class,
        booter,
        FrameworkUtil.asDictionary(
            Map.of(Booter.NAME, "swapped", Constants.SERVICE_RANKING, 100, "version", version)));
  }

  private static void waitAt(int gate) throws IOException {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), gate)) {
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public void stop(BundleContext context) {
    // the framework takes the service away
  }
}
