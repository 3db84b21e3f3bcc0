package org.pixiecore.booter.machines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory. Of its files those count that end in {@code .json}, {@code .yaml} or {@code .yml}
 * and begin neither with a dot nor with a hash, as editors' temporary files do; links are followed.
 */
record DirectoryFolder(Path directory) implements Folder {

  static final int MOST_FILES = 1000;

  private static final Pattern NAME = Pattern.compile("[^.#].*\\.(?:json|yaml|yml)");

  @Override
  public Optional<Map<String, Stamp>> list() throws IOException {
    Map<String, Stamp> files = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        Optional<Stamp> stamp = NAME.matcher(name).matches() ? stamp(entry) : Optional.empty();
        if (stamp.isPresent()) {
          files.put(name, stamp.get());
        }
        if (files.size() > MOST_FILES) {
          throw new IOException(directory + " holds more than " + MOST_FILES + " files");
        }
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Optional.of(files);
  }

  @Override
  public byte[] read(String name) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(name))) {
      return in.readNBytes(NodeReader.LARGEST + 1);
    }
  }

  private static Optional<Stamp> stamp(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Stamp(
                  attributes.lastModifiedTime(),
                  attributes.size(),
                  Optional.ofNullable(attributes.fileKey())))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it went while we looked
    }
  }
}
