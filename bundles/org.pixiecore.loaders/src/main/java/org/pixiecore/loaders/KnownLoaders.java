package org.pixiecore.loaders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.LoaderRequest;

/** The boot loaders that are known, each asked whether a path is one of its own. */
@Component(name = "org.pixiecore.loaders")
public final class KnownLoaders implements LoaderFiles {

  private final List<LoaderKind> kinds = List.of();

  @Override
  public CompletionStage<LoaderFile> find(LoaderRequest request) {
    return kinds.stream()
        .map(kind -> kind.find(request))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new LoaderFile.Absent("no boot loader that is known here asks for it")));
  }
}
