package org.pixiecore.health;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent.Decided;

/** The files of this server that machines boot from, as the booters named them last. */
final class NamedFiles {

  /** How long a machine's files are looked after when it asks no more. */
  static final Duration HOLDS = Duration.ofHours(1);

  private static final int MOST_MACHINES = 1000;

  private record Named(List<Path> files, Instant at) {}

  private final Map<MacAddress, Named> machines =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Named> eldest) {
          return size() > MOST_MACHINES;
        }
      };

  /** What a machine boots was decided. That it is not known now changes nothing. */
  synchronized void decided(Decided event) {
    MacAddress mac = event.machine().mac();
    if (event.decision() instanceof BootDecision.Boot boot) {
      machines.put(mac, new Named(files(boot.spec()), event.at()));
    } else if (event.decision() instanceof BootDecision.NotOurs) {
      machines.remove(mac);
    }
  }

  /** Each file once. */
  synchronized Set<Path> files(Instant now) {
    machines.values().removeIf(named -> named.at().plus(HOLDS).isBefore(now));
    Set<Path> files = new LinkedHashSet<>();
    machines.values().forEach(named -> files.addAll(named.files()));
    return files;
  }

  private static List<Path> files(BootSpec spec) {
    Stream<BootFile> files =
        spec instanceof BootSpec.KernelBoot kernel
            ? Stream.concat(Stream.of(kernel.kernel()), kernel.initrds().stream())
            : spec instanceof BootSpec.ProgramBoot program
                ? Stream.of(program.program())
                : Stream.empty();
    return files.filter(BootFile::isLocal).map(BootFile::path).toList();
  }
}
