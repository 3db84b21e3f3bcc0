package org.pixiecore.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.event.FileTransfer.Protocol;

/** What a machine has loaded in a boot, of boot programs or of what they load. */
final class Loading {

  /** No more transfers are remembered. */
  private static final int MOST = 32;

  /** Where a transfer stands. */
  private static final class Progress {
    long sent = -1;
    Duration since = Duration.ZERO;
  }

  /**
   * A transfer that does not go on.
   *
   * @param file what was loaded of it
   * @param outcome how it ended; empty if it stands and has not
   * @param reason why, in the words of whoever sent it
   * @param since when it stopped, the first time
   * @param times how often it stopped
   */
  record Stop(
      Loaded file,
      Optional<TransferOutcome> outcome,
      Optional<String> reason,
      Duration since,
      int times) {}

  /**
   * A file that was not there.
   *
   * @param name as it was asked for
   * @param reason why it was not sent
   * @param since when it was first asked for
   */
  record Missing(Protocol protocol, String name, String reason, Duration since) {}

  private final Map<FileTransfer, Progress> running = new LinkedHashMap<>();
  private final Map<String, Loaded> complete = new LinkedHashMap<>();
  private boolean begun;
  private Optional<Stop> stopped = Optional.empty();
  private Optional<Missing> missing = Optional.empty();

  void began(FileTransfer transfer, Duration now) {
    if (running.size() < MOST) {
      Progress progress = new Progress();
      progress.since = now;
      running.put(transfer, progress);
    }
    begun = true;
    missing = missing.filter(file -> !sameFile(file.name(), Said.of(transfer.name())));
  }

  void ended(TransferEnded event, Duration now) {
    running.remove(event.transfer());
    Loaded file = Loaded.of(event.transfer());
    TransferOutcome outcome = event.outcome();
    if (outcome == TransferOutcome.COMPLETE
        || (outcome == TransferOutcome.STALLED && isUnacknowledged(file))) {
      complete(file);
    } else if (outcome != TransferOutcome.DECLINED) {
      Optional<Stop> before = stopped.filter(stop -> stop.file().name().equals(file.name()));
      stopped =
          Optional.of(
              new Stop(
                  file,
                  Optional.of(outcome),
                  event.reason().map(Said::of),
                  before.map(Stop::since).orElse(now),
                  before.map(Stop::times).orElse(0) + 1));
    }
  }

  /**
   * A client may leave with the last block, and not acknowledge it. HTTP is counted when the web
   * server has it, and may not have left.
   */
  private static boolean isUnacknowledged(Loaded file) {
    return file.protocol() == Protocol.TFTP && file.isWhole();
  }

  private void complete(Loaded file) {
    if (complete.containsKey(file.name()) || complete.size() < MOST) {
      complete.put(file.name(), file);
    }
    stopped = stopped.filter(stop -> !stop.file().name().equals(file.name()));
  }

  void refused(FileRefused refusal, Duration now) {
    String name = Said.of(refusal.name());
    Duration since =
        missing.filter(file -> file.name().equals(name)).map(Missing::since).orElse(now);
    missing = Optional.of(new Missing(refusal.protocol(), name, Said.of(refusal.reason()), since));
  }

  /** What was in the way is not any more: the machine is told something else, or goes on. */
  void forgive() {
    stopped = Optional.empty();
    missing = Optional.empty();
  }

  /** Looks how far transfers are. */
  void look(Duration now) {
    running.forEach(
        (transfer, progress) -> {
          long sent = transfer.sent().getAsLong();
          if (sent != progress.sent) {
            progress.sent = sent;
            progress.since = now;
          }
        });
  }

  /** Those that go on. */
  List<FileTransfer> running() {
    return List.copyOf(running.keySet());
  }

  boolean isRunning() {
    return !running.isEmpty();
  }

  /** Those that came to their end, each file once. */
  List<Loaded> complete() {
    return new ArrayList<>(complete.values());
  }

  /** Whether anything was begun. */
  boolean hasBegun() {
    return begun;
  }

  /** The last one that has come to its end; empty while none has. */
  Optional<Loaded> latest() {
    return complete.values().stream().reduce((before, after) -> after);
  }

  /** What was not there, and was asked for. */
  Optional<Missing> missing() {
    return missing;
  }

  /**
   * What does not go on.
   *
   * @param retry how long a client may take to begin again
   * @param standing how long a transfer may stand still before somebody ends it
   */
  Optional<Stop> stopped(Duration retry, Duration standing, Duration now) {
    Optional<Stop> ended =
        stopped.filter(
            stop ->
                stop.times() >= 3
                    || (now.minus(stop.since()).compareTo(retry) >= 0 && !runs(stop.file())));
    return ended.or(
        () ->
            running.entrySet().stream()
                .filter(entry -> now.minus(entry.getValue().since).compareTo(standing) >= 0)
                .map(entry -> standing(entry.getKey(), entry.getValue()))
                .findFirst());
  }

  /** Whether something is in the way, or may be after a while. */
  boolean isHampered() {
    return stopped.isPresent() || missing.isPresent();
  }

  private boolean runs(Loaded file) {
    return running.keySet().stream().anyMatch(other -> Said.of(other.name()).equals(file.name()));
  }

  private static Stop standing(FileTransfer file, Progress progress) {
    return new Stop(Loaded.of(file), Optional.empty(), Optional.empty(), progress.since, 1);
  }

  /** A refusal may name the file with its folder, a transfer does not. */
  private static boolean sameFile(String asked, String sent) {
    return asked.equals(sent) || asked.endsWith("/" + sent);
  }

  /** The size of all that is there, as far as it is known. */
  OptionalLong octets() {
    return complete.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            complete.values().stream().mapToLong(file -> file.size().orElse(file.sent())).sum());
  }
}
