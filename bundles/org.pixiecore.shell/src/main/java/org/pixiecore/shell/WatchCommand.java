package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jline.terminal.Size;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.status.Downloads;

/** {@code pixiecore:watch}. */
@Service
@Command(
    scope = "pixiecore",
    name = "watch",
    description =
        "Shows machines as they boot, and how far their files and this server's own downloads have"
            + " come, until q or Ctrl-C is pressed. Where the terminal cannot redraw, lines that"
            + " change are printed.")
public final class WatchCommand extends PixiecoreAction {

  private static final Duration REDRAW_EVERY = Duration.ofMillis(500);

  @Option(name = "--once", description = "shows one picture, and ends")
  boolean once;

  @Override
  void run(PrintStream out) throws IOException {
    if (once) {
      whole(picture()).forEach(out::println);
      return;
    }
    try (LivePicture live = LivePicture.on(session, true)) {
      do {
        Size size = live.size();
        live.show(picture().lines(size.getRows(), size.getColumns()));
      } while (!live.quit(REDRAW_EVERY));
    }
    // what was last seen stays when the screen is given back
    whole(picture()).forEach(out::println);
  }

  private static List<String> whole(WatchPicture picture) {
    return picture.lines(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private WatchPicture picture() throws IOException {
    return new WatchPicture(
        Services.use(context, BootHistory.class, BootHistory::machines),
        Services.all(context, Downloads.class, Downloads::downloads));
  }
}
