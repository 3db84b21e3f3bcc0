package org.pixiecore.loaders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The boot loaders that are known, each asked whether a path is one of its own. */
@Component(name = LoadersSettings.PID)
@Designate(ocd = LoadersSettings.Editor.class)
public final class KnownLoaders implements LoaderFiles {

  private static final Logger LOG = LoggerFactory.getLogger(KnownLoaders.class);

  private final LiveSettings<LoadersSettings> settings;
  private final FirmwareFolder firmware;
  private final List<LoaderKind> kinds;

  /** Knows them all. */
  @Activate
  public KnownLoaders(Map<String, Object> configuration, @Reference Core core) {
    settings = new LiveSettings<>(LoadersSettings::read, configuration);
    firmware = new FirmwareFolder(() -> settings.current().raspberryPi(), core.disk());
    Configurations configurations = new Configurations(core);
    PxelinuxClients clients = new PxelinuxClients(new Asking(core));
    BegunBoots byUBoot = new BegunBoots(core);
    kinds =
        List.of(
            new SealedLocalFiles(core),
            new BootedFiles(core),
            new PxelinuxFolder(configurations, clients, byUBoot),
            new OrderedFiles(core, clients, byUBoot),
            new GrubFiles(core),
            new RaspberryPiFiles(core, firmware));
    firmware.check();
  }

  @Modified
  void modified(Map<String, Object> configuration) {
    if (settings.update(configuration)) {
      firmware.check();
    }
  }

  @Override
  public CompletionStage<LoaderFile> find(LoaderRequest request) {
    try {
      return kinds.stream()
          .map(kind -> kind.find(request))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseGet(() -> absent("no boot loader that is known here asks for it"))
          .exceptionally(failure -> failed(request, failure));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(request, e));
    }
  }

  private static LoaderFile failed(LoaderRequest request, Throwable failure) {
    LOG.error("{} cannot be found", new OneLine(request.joinedPath()), failure);
    return new LoaderFile.Absent("this server failed");
  }

  private static CompletionStage<LoaderFile> absent(String reason) {
    return CompletableFuture.completedFuture(new LoaderFile.Absent(reason));
  }
}
