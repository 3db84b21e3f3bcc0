package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** Small files that are written anew and moved into place, so that none is ever there in part. */
final class StateFile {

  private StateFile() {}

  static void write(Path file, String text) throws IOException {
    Path parent = Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(parent, ".new", null);
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  static void write(Path file, Properties properties) throws IOException {
    StringWriter text = new StringWriter();
    properties.store(text, null);
    write(file, text.toString());
  }

  /** What is in it; nothing if it is not there or damaged. */
  static Properties read(Path file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      properties.clear();
    }
    return properties;
  }
}
