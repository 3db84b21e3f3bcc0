package org.pixiecore.console;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pixiecore.api.BooterFiles;

/** Keeps what it was given. */
final class FakeFiles implements BooterFiles {

  final List<BooterFile> files = new CopyOnWriteArrayList<>();

  @Override
  public List<BooterFile> files() {
    return List.copyOf(files);
  }

  @Override
  public String write(BooterFile file) {
    remove(file.booter(), file.name());
    files.add(file);
    return "/opt/pixiecore/etc/org.pixiecore.booter.%s-%s.cfg"
        .formatted(file.booter(), file.name());
  }

  @Override
  public boolean remove(String booter, String name) {
    return files.removeIf(file -> file.booter().equals(booter) && file.name().equals(name));
  }
}
