package org.pixiecore.management;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.config.BooterRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into Karaf's etc/ and leaves the rest to File Install, so that a file is the truth whoever
 * wrote it: our distribution writes nothing back from ConfigurationAdmin.
 */
@Component
public final class EtcBooterFiles implements BooterFiles {

  private static final Logger LOG = LoggerFactory.getLogger(EtcBooterFiles.class);
  private static final String ETC = "karaf.etc";
  private static final String OURS = "(service.factoryPid=org.pixiecore.booter.*)";
  private static final String FILE_NAME = "felix.fileinstall.filename";
  private static final Pattern FACTORY = Pattern.compile("org\\.pixiecore\\.booter\\.(.+)");

  private final ConfigurationAdmin configurations;
  private final BooterFolder folder;

  @Activate
  public EtcBooterFiles(BundleContext context, @Reference ConfigurationAdmin configurations) {
    this(configurations, Path.of(context.getProperty(ETC)));
  }

  EtcBooterFiles(ConfigurationAdmin configurations, Path etc) {
    this.configurations = configurations;
    this.folder = new BooterFolder(etc);
  }

  @Override
  public List<BooterFile> files() {
    return found().stream()
        .flatMap(configuration -> read(configuration).stream())
        .sorted(Comparator.comparing(BooterFile::booter).thenComparing(BooterFile::name))
        .toList();
  }

  @Override
  public String write(BooterFile file) throws IOException {
    Path path = folder.file(file.booter(), file.name());
    folder.write(path, file.settings());
    LOG.info("{} is written: {}", path, String.join(", ", file.settings().keySet()));
    return path.toString();
  }

  @Override
  public boolean remove(String booter, String name) throws IOException {
    Path path = folder.file(booter, name);
    boolean removed = Files.deleteIfExists(path);
    if (removed) {
      LOG.info("{} is removed", path);
    }
    return removed;
  }

  private List<Configuration> found() {
    try {
      Configuration[] found = configurations.listConfigurations(OURS);
      return found == null ? List.of() : List.of(found);
    } catch (IOException | InvalidSyntaxException e) {
      LOG.warn("The booters' configurations cannot be read", e);
      return List.of();
    }
  }

  private static Optional<BooterFile> read(Configuration configuration) {
    var properties = configuration.getProperties();
    Matcher factory = FACTORY.matcher(configuration.getFactoryPid());
    if (properties == null || !factory.matches()) {
      return Optional.empty();
    }
    Object file = properties.get(FILE_NAME);
    String named =
        BooterRegistration.name(file == null ? configuration.getPid() : String.valueOf(file));
    String kind = factory.group(1);
    return Optional.of(
        new BooterFile(
            kind,
            named.startsWith(kind + "-") ? named.substring(kind.length() + 1) : named,
            ShownSettings.of(properties)));
  }
}
