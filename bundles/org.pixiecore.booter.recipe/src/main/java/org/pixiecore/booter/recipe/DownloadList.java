package org.pixiecore.booter.recipe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Download.State;

/** What is being fetched, and what was of late. */
final class DownloadList {

  /** How many are remembered; of those that go on there are never so many. */
  static final int MOST = 100;

  /** One of them, as whoever fetches it knows it. */
  static final class Progress {
    private final String name;
    private final String source;
    private volatile Download now;

    private Progress(String name, String source) {
      this.name = name;
      this.source = source;
      this.now = at(OptionalLong.empty(), 0, State.RUNNING, Optional.empty());
    }

    void at(OptionalLong size, long fetched) {
      now = at(size, fetched, State.RUNNING, Optional.empty());
    }

    void complete() {
      now = at(OptionalLong.of(now.fetched()), now.fetched(), State.COMPLETE, Optional.empty());
    }

    void failed(String problem) {
      now = at(now.size(), now.fetched(), State.FAILED, Optional.of(problem));
    }

    long fetched() {
      return now.fetched();
    }

    private Download at(OptionalLong size, long fetched, State state, Optional<String> problem) {
      return new Download(name, source, size, fetched, state, problem);
    }
  }

  private final Deque<Progress> list = new ArrayDeque<>();

  synchronized Progress begin(String name, String source) {
    list.removeIf(old -> old.name.equals(name) && old.now.state() != State.RUNNING);
    if (list.size() == MOST) {
      list.removeLast();
    }
    Progress progress = new Progress(name, source);
    list.addFirst(progress);
    return progress;
  }

  /** The latest first. */
  synchronized List<Download> all() {
    List<Download> all = new ArrayList<>();
    list.forEach(progress -> all.add(progress.now));
    return Collections.unmodifiableList(all);
  }

  /** What goes on of those whose names begin so, for people. */
  Optional<String> running(String beginning) {
    return all().stream()
        .filter(one -> one.state() == State.RUNNING && one.name().startsWith(beginning))
        .findFirst()
        .map(
            one ->
                "%s is being fetched, %d%s MiB so far"
                    .formatted(
                        one.name(),
                        one.fetched() >> 20,
                        one.size().isPresent() ? " of " + (one.size().getAsLong() >> 20) : ""));
  }
}
