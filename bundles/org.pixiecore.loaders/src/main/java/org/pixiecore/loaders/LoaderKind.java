package org.pixiecore.loaders;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;

/** One kind of boot loader, and what it asks for. */
interface LoaderKind {

  /** What is at a path; empty if this kind asks for no such path. Returns at once. */
  Optional<CompletionStage<LoaderFile>> find(LoaderRequest request);
}
