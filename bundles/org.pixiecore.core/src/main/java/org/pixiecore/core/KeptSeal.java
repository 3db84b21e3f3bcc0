package org.pixiecore.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/**
 * Seals with a key that is kept in a file. The tokens of the last files are remembered, because
 * every machine that boots asks for the same few.
 */
@Component(
    name = SealSettings.PID,
    service = {SealedFiles.class, Tickets.class})
@Designate(ocd = SealSettings.Editor.class)
public final class KeptSeal implements SealedFiles, Tickets {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSeal.class);

  private static final int REMEMBERED = 1000;

  private final LiveSettings<SealSettings> settings;
  private volatile Opener opener;

  /** A key's seals, and the files that were opened with it. */
  private record Opener(Seal files, Seal tickets, Cache<String, BootFile> opened) {
    Opener(byte[] key) {
      this(
          new Seal(key, Seal.Purpose.FILE),
          new Seal(key, Seal.Purpose.TICKET),
          Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build());
    }

    Optional<BootFile> open(String token) {
      // null is not remembered: what is no token must not push out what is one
      return Optional.ofNullable(
          opened.get(
              token,
              fresh -> files.unseal(fresh).map(URI::create).map(BootFile::new).orElse(null)));
    }
  }

  @Activate
  public KeptSeal(Map<String, Object> properties) {
    settings = new LiveSettings<>(SealSettings::read, properties);
    opener =
        load(settings.current().keyFile())
            .orElseGet(
                () -> {
                  LOG.error(
                      "File URLs are sealed with a key that is not kept: machines that are booting"
                          + " when Pixiecore restarts have to begin again");
                  return new Opener(KeyFile.random());
                });
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      load(settings.current().keyFile())
          .ifPresentOrElse(
              loaded -> opener = loaded, () -> LOG.error("The key that was loaded before stays"));
    }
  }

  @Override
  public String seal(BootFile file) {
    return opener.files().seal(file.location().toString());
  }

  @Override
  public Optional<BootFile> unseal(String token) {
    return opener.open(token);
  }

  @Override
  public String of(OneShot boot) {
    return opener.tickets().seal(boot.text());
  }

  @Override
  public Optional<OneShot> read(String ticket) {
    return opener.tickets().unseal(ticket).flatMap(OneShot::parse);
  }

  private static Optional<Opener> load(Path keyFile) {
    try {
      Opener loaded = new Opener(KeyFile.loadOrCreate(keyFile));
      LOG.info("File URLs are sealed with the key in {}", keyFile);
      return Optional.of(loaded);
    } catch (IOException e) {
      LOG.error("{}: keyFile: {}", SealSettings.PID, e.getMessage());
      return Optional.empty();
    }
  }
}
