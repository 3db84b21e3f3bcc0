package org.pixiecore.shell;

import java.io.IOException;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.pixiecore.api.BooterFiles;

/** Completes the name of a booter's configuration that there is. */
@Service
public final class BooterFileCompleter implements Completer {

  @Reference BundleContext context;

  @Override
  public int complete(Session session, CommandLine commandLine, List<String> candidates) {
    try {
      List<String> names =
          Services.all(context, BooterFiles.class, BooterFiles::files).stream()
              .map(BooterFiles.BooterFile::name)
              .toList();
      return new StringsCompleter(names).complete(session, commandLine, candidates);
    } catch (IOException e) {
      return -1; // the command itself says why
    }
  }
}
