package org.pixiecore.api;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows what boot loaders other than iPXE look for by name: their configurations, made from what
 * the booters say, and the files that those name. By TFTP and by HTTP it is the same.
 */
@ProviderType
public interface LoaderFiles {

  /** The file that PXELINUX is told to read (option 209), in the machine's folder. */
  String PXELINUX_CONFIGURATION = "pxelinux.cfg/default";

  /**
   * What is at a path. Returns at once: nothing blocks the calling thread, which may be a receive
   * loop.
   *
   * @return completes, never exceptionally
   */
  CompletionStage<LoaderFile> find(LoaderRequest request);
}
