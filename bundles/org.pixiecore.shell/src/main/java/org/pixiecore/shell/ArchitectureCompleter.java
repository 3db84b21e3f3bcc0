package org.pixiecore.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.pixiecore.api.Architecture;

/** Completes a machine's architecture by the name that {@link Architecture#parse} reads. */
@Service
public final class ArchitectureCompleter implements Completer {

  /** IANA's registry is far from there. */
  private static final int CODES = 256;

  @Override
  public int complete(Session session, CommandLine commandLine, List<String> candidates) {
    return new StringsCompleter(names()).complete(session, commandLine, candidates);
  }

  static List<String> names() {
    return IntStream.range(0, CODES)
        .mapToObj(Architecture::new)
        .filter(architecture -> architecture.isKnown() && !architecture.byHttp())
        .map(architecture -> architecture.toString().toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
  }
}
