package org.pixiecore.loaders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.SealedFiles;

/** The files that configurations name: {@code file/<sealed file>/<any name>}. */
final class SealedLocalFiles implements LoaderKind {

  private static final int SEGMENTS = 3;

  private final Core core;

  SealedLocalFiles(Core core) {
    this.core = core;
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    if (path.size() != SEGMENTS || !path.get(0).equals(FileNames.FOLDER)) {
      return Optional.empty();
    }
    return Optional.of(CompletableFuture.completedFuture(unseal(path.get(1))));
  }

  private LoaderFile unseal(String token) {
    Optional<SealedFiles> seal = core.seal();
    if (seal.isEmpty()) {
      return new LoaderFile.NotYet("the core is not there");
    }
    Optional<BootFile> file = seal.get().unseal(token);
    if (file.isEmpty()) {
      return new LoaderFile.Absent("its token is none that this server made");
    }
    return file.get().isLocal()
        ? new LoaderFile.Stored(file.get().path())
        : new LoaderFile.Absent(file.get() + " is on another server");
  }
}
