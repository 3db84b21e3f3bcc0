package org.pixiecore.launcher;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Karaf's feature service, which installs the bundles at an instance's first start. */
final class Installer {

  /** A service of its own that comes when it has started everything. */
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

  private final Framework framework;

  Installer(Framework framework) {
    this.framework = framework;
  }

  boolean isDone() {
    return bootFinished() != null;
  }

  /**
   * Stops it once it is done, for good: it would read all repositories of features again at every
   * start, and nothing is installed later.
   */
  void retire() throws BundleException {
    ServiceReference<?> bootFinished = bootFinished();
    if (bootFinished != null) {
      bootFinished.getBundle().stop();
    }
  }

  private ServiceReference<?> bootFinished() {
    BundleContext context = framework.getBundleContext();
    return context == null ? null : context.getServiceReference(BOOT_FINISHED);
  }
}
