package org.pixiecore.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Download.State;

/** The downloads of one recipe, from one look at them to the next. */
final class FollowedDownloads {

  /** A configuration is read within two seconds, and a mirror may be slow to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Between one file and the next nothing may be under way. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final ProgressBar BAR = new ProgressBar(20);

  private final String recipe;
  private List<Download> last = List.of();
  private OptionalLong quietSince = OptionalLong.empty();
  private boolean ended;

  /**
   * Follows from the first look on.
   *
   * @param recipe whose: its name is the first word of a download's name
   */
  FollowedDownloads(String recipe) {
    this.recipe = recipe;
  }

  /**
   * Looks.
   *
   * @param downloads all that there are
   * @param nanoTime when, as {@link System#nanoTime()}
   */
  void look(List<Download> downloads, long nanoTime) {
    last = downloads.stream().filter(download -> isOfTheRecipe(download.name())).toList();
    if (last.stream().anyMatch(download -> download.state() == State.RUNNING)) {
      quietSince = OptionalLong.empty();
      return;
    }
    if (quietSince.isEmpty()) {
      quietSince = OptionalLong.of(nanoTime);
    }
    Duration patience = last.isEmpty() ? PATIENCE : QUIET;
    ended = nanoTime - quietSince.getAsLong() >= patience.toNanos();
  }

  private boolean isOfTheRecipe(String download) {
    return download.startsWith(recipe + " ") || download.startsWith(recipe + ":");
  }

  /** Whether nothing more is to come. */
  boolean ended() {
    return ended;
  }

  /** A line for each. */
  List<String> lines() {
    return last.stream().map(FollowedDownloads::line).toList();
  }

  static String line(Download download) {
    String progress = BAR.text(download.fetched(), download.size()) + " " + download.name();
    String outcome =
        switch (download.state()) {
          case RUNNING -> "";
          case COMPLETE -> ", complete";
          case FAILED -> ", failed: " + download.problem().orElse("");
        };
    return new OneLine(progress + outcome).toString();
  }

  /** What came of it, for people. */
  List<String> conclusion() {
    List<String> lines = new ArrayList<>();
    if (last.isEmpty()) {
      lines.add(
          "Nothing is being fetched for it: what it needs may be here already. pixiecore:booters and"
              + " log:display tell.");
    } else if (last.stream().anyMatch(download -> download.state() == State.FAILED)) {
      lines.add("Not all of it could be fetched. It is tried again when a machine asks for it.");
      // in full, as a picture's lines end where the terminal does
      last.stream()
          .flatMap(download -> download.problem().stream())
          .distinct()
          .forEach(problem -> lines.add("  - " + new OneLine(problem)));
    } else if (last.stream().allMatch(download -> download.state() == State.COMPLETE)) {
      lines.add("Everything is here. Now switch on a machine that boots from the network.");
    } else {
      lines.add("It goes on; pixiecore:watch shows how far it is.");
    }
    return lines;
  }
}
