package org.pixiecore.shell;

import java.util.ArrayList;
import java.util.List;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.status.Download;

/**
 * What happens now, on one screen.
 *
 * @param machines the one that was heard last first
 * @param downloads the latest first
 */
record WatchPicture(List<MachineBoot> machines, List<Download> downloads) {

  private static final ProgressBar BAR = new ProgressBar(20);
  private static final String MARK = "    ! ";

  /** In characters: on a terminal that is narrower, lines are cut. */
  private static final int LEAST_WIDTH = 20;

  /**
   * The picture.
   *
   * @param rows how many lines it may have at most, at least 2
   * @param columns at which width it goes on in the next line where it says what to do
   */
  List<String> lines(int rows, int columns) {
    List<String> lines = new ArrayList<>();
    downloads.stream()
        .filter(download -> download.state() == Download.State.RUNNING)
        .forEach(download -> lines.add("fetching " + FollowedDownloads.line(download)));
    for (MachineBoot boot : machines) {
      lines.add(line(boot));
      boot.diagnosis()
          .filter(diagnosis -> boot.state() == BootState.STUCK)
          .ifPresent(diagnosis -> lines.addAll(folded(diagnosis, columns)));
    }
    if (lines.isEmpty()) {
      lines.add("No machine has been heard since the server started.");
    }
    List<String> shown = lines.size() <= rows ? lines : new ArrayList<>(lines.subList(0, rows - 1));
    if (lines.size() > rows) {
      shown.add(
          "... and %d lines more; pixiecore:machines lists all".formatted(lines.size() - rows + 1));
    }
    return shown.stream().map(line -> new OneLine(line).toString()).toList();
  }

  private static List<String> folded(Diagnosis diagnosis, int columns) {
    int width = Math.max(LEAST_WIDTH, columns - MARK.length());
    String text = new FoldedText(diagnosis.toString(), width).toString();
    return (MARK + text.replace("\n", "\n" + " ".repeat(MARK.length()))).lines().toList();
  }

  private static String line(MachineBoot boot) {
    MachineSummary summary = new MachineSummary(boot);
    String now = summary.now(BAR);
    boolean saidBelow =
        boot.state() == BootState.STUCK
            && boot.diagnosis().filter(diagnosis -> diagnosis.problem().equals(now)).isPresent();
    return "%s %-16s %s"
        .formatted(boot.mac(), summary.state(), saidBelow ? "" : now)
        .stripTrailing();
  }
}
