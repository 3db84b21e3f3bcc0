package org.pixiecore.core;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.SealedFiles;
import org.pixiecore.api.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals with a key that is kept in a file. */
@Component(name = SealSettings.PID, service = SealedFiles.class)
@Designate(ocd = SealSettings.Editor.class)
public final class KeptSeal implements SealedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSeal.class);

  private final LiveSettings<SealSettings> settings;
  private volatile FileSeal seal;

  @Activate
  public KeptSeal(Map<String, Object> properties) {
    settings = new LiveSettings<>(SealSettings::read, properties);
    seal =
        load(settings.current().keyFile())
            .orElseGet(
                () -> {
                  LOG.error(
                      "File URLs are sealed with a key that is not kept: machines that are booting"
                          + " when Pixiecore restarts have to begin again");
                  return new FileSeal(KeyFile.random());
                });
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      load(settings.current().keyFile())
          .ifPresentOrElse(
              loaded -> seal = loaded, () -> LOG.error("The key that was loaded before stays"));
    }
  }

  @Override
  public String seal(BootFile file) {
    return seal.seal(file.location().toString());
  }

  @Override
  public Optional<BootFile> unseal(String token) {
    return seal.unseal(token).map(URI::create).map(BootFile::new);
  }

  private static Optional<FileSeal> load(Path keyFile) {
    try {
      FileSeal loaded = new FileSeal(KeyFile.loadOrCreate(keyFile));
      LOG.info("File URLs are sealed with the key in {}", keyFile);
      return Optional.of(loaded);
    } catch (IOException e) {
      LOG.error("{}: keyFile: {}", SealSettings.PID, e.getMessage());
      return Optional.empty();
    }
  }
}
