package org.pixiecore.booter.recipe;

import org.pixiecore.api.BootFile;

/**
 * Where a file of a recipe is.
 *
 * @param file on this server, or behind a URL without user info
 */
record Place(BootFile file) {

  /**
   * Reads an absolute path or a URL.
   *
   * @throws IllegalArgumentException if it is neither, or holds a user
   */
  static Place parse(String text) {
    BootFile file = BootFile.parse(text);
    if (file.location().getRawUserInfo() != null) {
      throw new IllegalArgumentException(file + " is asked without a user and password");
    }
    return new Place(file);
  }
}
