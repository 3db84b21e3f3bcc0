package org.pixiecore.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.when;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import org.ops4j.pax.exam.Option;

/** The container that tests run in: the distribution as it is built, on free ports. */
final class Containers {

  private Containers() {}

  static Option[] distribution() {
    Ports ports = Ports.free();
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(new File(System.getProperty("distribution.archive")).toURI().toString())
          .karafVersion(System.getProperty("karaf.version"))
          .name("Pixiecore")
          .unpackDirectory(new File("target/containers"))
          .useDeployFolder(false),
      when(Boolean.getBoolean("containers.keep")).useOptions(keepRuntimeFolder()),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      composite(
          ports.settings().stream()
              .map(
                  setting ->
                      editConfigurationFilePut(
                          "etc/" + setting.pid() + ".cfg", setting.key(), setting.value()))
              .toArray(Option[]::new)),
      // a test waits for several edits: look for them ten times as often
      editConfigurationFilePut("etc/config.properties", "felix.fileinstall.poll", "100"),
      editConfigurationFilePut(
          "etc/org.apache.felix.fileinstall-deploy.cfg", "felix.fileinstall.poll", "100"),
      // what is ignored, and why, is at DEBUG
      editConfigurationFilePut(
          "etc/org.ops4j.pax.logging.cfg", "log4j2.logger.pixiecore.level", "DEBUG"),
      // Pax Exam's own bundles and the libraries of the tests, which no network has to bring
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.localRepository",
          System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
      mavenBundle("net.bytebuddy", "byte-buddy").versionAsInProject(),
      mavenBundle("org.assertj", "assertj-core").versionAsInProject(),
      mavenBundle("org.hamcrest", "hamcrest").versionAsInProject(),
      mavenBundle("org.awaitility", "awaitility").versionAsInProject()
    };
  }
}
