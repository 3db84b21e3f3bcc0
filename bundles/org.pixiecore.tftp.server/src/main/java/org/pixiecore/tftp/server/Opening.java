package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that are sent as one, on their way to being open: one after the other. */
final class Opening implements OpenFiles.Taker {

  /** Gets the content, or the reason why not; on the loop's thread, perhaps at once. */
  interface Taker {
    /**
     * All are open.
     *
     * @param content to be released
     */
    void opened(StoredContent content);

    /**
     * One cannot be opened.
     *
     * @param reason as {@link OpenFiles.Taker#failed}
     */
    void failed(Path path, IOException reason);
  }

  private final List<Path> paths;
  private final OpenFiles files;
  private final FileCache cache;
  private final Taker taker;
  private final List<OpenFile> opened = new ArrayList<>();

  /**
   * @param paths at least one
   */
  Opening(List<Path> paths, OpenFiles files, FileCache cache, Taker taker) {
    this.paths = paths;
    this.files = files;
    this.cache = cache;
    this.taker = taker;
  }

  void begin() {
    files.request(paths.get(opened.size()), this);
  }

  @Override
  public void opened(OpenFile file) {
    opened.add(file);
    if (opened.size() < paths.size()) {
      begin();
    } else {
      taker.opened(new StoredContent(opened, cache, files::release));
    }
  }

  @Override
  public void failed(IOException reason) {
    opened.forEach(files::release);
    taker.failed(paths.get(opened.size()), reason);
  }
}
