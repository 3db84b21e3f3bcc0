package org.pixiecore.itests.swapped;

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

  @Override
  public void start(BundleContext context) {
    Dictionary<String, String> headers = context.getBundle().getHeaders();
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

  @Override
  public void stop(BundleContext context) {
    // the framework takes the service away
  }
}
