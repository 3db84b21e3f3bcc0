package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.pixiecore.itests.swapped.Activator;

/** Makes the builds of a booter that boots every machine: a bundle, a feature, a KAR. */
record SwappedBooter(Site site) {

  static final String NAME = "swapped";

  private static final String ACTIVATOR = Activator.class.getName().replace('.', '/') + ".class";

  /** What a build boots beside the kernel. */
  Path initrd(int version) {
    return site.initrds().get(version % 2);
  }

  /** A build as a bundle. */
  byte[] bundle(int version) throws IOException {
    return bundle(version, Map.of());
  }

  /** A build that starts only when the connection that it then opens to a port is closed. */
  byte[] slowBundle(int version, int gate) throws IOException {
    return bundle(version, Map.of(Activator.GATE, String.valueOf(gate)));
  }

  private byte[] bundle(int version, Map<String, String> more) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, NAME);
    headers.putValue(Constants.BUNDLE_VERSION, version + ".0.0");
    headers.putValue(Constants.BUNDLE_ACTIVATOR, Activator.class.getName());
    headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework, org.pixiecore.api");
    headers.putValue(Activator.KERNEL, site.kernel().toString());
    headers.putValue(Activator.INITRD, initrd(version).toString());
    more.forEach(headers::putValue);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(octets, manifest);
        InputStream code = Activator.class.getResourceAsStream("/" + ACTIVATOR)) {
      jar.putNextEntry(new ZipEntry(ACTIVATOR));
      code.transferTo(jar);
    }
    return octets.toByteArray();
  }

  /** The same in a file of its own. */
  Path bundleFile(int version) throws IOException {
    return Files.write(site.directory().resolve(bundleName(version)), bundle(version));
  }

  /** A repository with a feature for each of the builds up to a version. */
  Path features(int versions) throws IOException {
    for (int version = 1; version <= versions; version++) {
      bundleFile(version);
    }
    String features =
        IntStream.rangeClosed(1, versions)
            .mapToObj(version -> feature(version, site.directory().toUri() + bundleName(version)))
            .collect(Collectors.joining());
    return Files.writeString(
        site.directory().resolve(NAME + "-features.xml"), repository(NAME, features));
  }

  /** A build as a Karaf archive. */
  byte[] kar(int version) throws IOException {
    String path = "org/pixiecore/itests/%s/%d/%s".formatted(NAME, version, bundleName(version));
    String url = "mvn:org.pixiecore.itests/%s/%d".formatted(NAME, version);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (JarOutputStream kar = new JarOutputStream(octets, new Manifest())) {
      kar.putNextEntry(new ZipEntry("repository/features.xml"));
      kar.write(repository(NAME + "-" + version, feature(version, url)).getBytes(UTF_8));
      kar.putNextEntry(new ZipEntry("repository/" + path));
      kar.write(bundle(version));
    }
    return octets.toByteArray();
  }

  private static String bundleName(int version) {
    return NAME + "-" + version + ".jar";
  }

  private static String feature(int version, String bundle) {
    return """
        <feature name="%s" version="%d.0.0"><bundle>%s</bundle></feature>
        """
        .formatted(NAME, version, bundle);
  }

  private static String repository(String name, String features) {
    return """
        <features name="%s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
        %s</features>
        """
        .formatted(name, features);
  }
}
