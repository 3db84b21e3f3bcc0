package org.pixiecore.loaders;

import org.pixiecore.api.BootFile;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.SealedFiles;

/** How a loader calls the files that it is to load. */
interface FileNames {

  /** In a folder of a machine's by TFTP: below it stand a token and a name for people. */
  String FOLDER = "file";

  /**
   * The name of a file.
   *
   * @throws CannotLoadException if the loader has no way to it
   */
  String of(BootFile file) throws CannotLoadException;

  /**
   * By the way on which the loader asked: by HTTP a URL, by TFTP a name relative to where it found
   * its configuration's folder.
   *
   * @param mac of the machine
   * @param longest in characters: what the loader takes
   */
  static FileNames sealed(LoaderRequest request, MacAddress mac, SealedFiles seal, int longest) {
    return request
        .base()
        .<FileNames>map(base -> byHttp(new FileUrls(base), mac, seal, longest))
        .orElseGet(() -> byTftp(folder(request, mac), seal, longest));
  }

  /** What stands before names for them to be in the machine's folder; empty within it. */
  static String folder(LoaderRequest request, MacAddress mac) {
    return request.mac().isPresent() ? "" : outside(mac);
  }

  /** The same for a loader that loads by TFTP, whichever way it had its configuration. */
  static String tftpFolder(LoaderRequest request, MacAddress mac) {
    return request.base().isPresent() ? outside(mac) : folder(request, mac);
  }

  private static String outside(MacAddress mac) {
    return mac.toString("-") + "/";
  }

  private static FileNames byHttp(FileUrls urls, MacAddress mac, SealedFiles seal, int longest) {
    return file -> {
      String token = seal.seal(file);
      String url = urls.file(token, file.name(), mac);
      // rather without the machine's name in the log than not at all
      return checked(url.length() > longest ? urls.file(token, file.name()) : url, file, longest);
    };
  }

  private static FileNames byTftp(String folder, SealedFiles seal, int longest) {
    return file -> {
      local(file);
      return checked(
          folder + FOLDER + "/" + seal.seal(file) + "/" + FileUrls.segment(file.name()),
          file,
          longest);
    };
  }

  /**
   * Sees that a file can be given by TFTP.
   *
   * @throws CannotLoadException if another server has it
   */
  static void local(BootFile file) throws CannotLoadException {
    if (!file.isLocal()) {
      throw new CannotLoadException(
          file
              + " is on another server, and this boot loader loads by TFTP, which cannot pass it"
              + " on: name a file on this server");
    }
  }

  private static String checked(String name, BootFile file, int longest)
      throws CannotLoadException {
    if (name.length() > longest) {
      throw new CannotLoadException(
          "%s has a name that becomes %d characters long, and this boot loader takes %d: give it a shorter path"
              .formatted(file, name.length(), longest));
    }
    return name;
  }
}
