package org.pixiecore.loaders;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boots that machines have begun. What was decided then holds for all that they still load,
 * also when what boots once has been spent meanwhile.
 *
 * <p>No loader of these says that it boots, and which of kernel and initrd comes first depends on
 * its version. So a machine boots when it asks for the second of the two, or for the kernel where
 * there is no initrd. One that is repeated is still the first.
 */
final class BegunBoots {

  /** What a machine loads; all its initrds are one. */
  enum Part {
    KERNEL,
    INITRD
  }

  /** In machines. Beyond it, the one that was quiet for longest is decided about again. */
  static final int MOST = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(BegunBoots.class);

  /**
   * A machine's boot.
   *
   * @param asked what it asked for until now, which grows
   */
  private record Begun(BootDecision.Boot boot, Set<Part> asked) {
    Begun(BootDecision.Boot boot) {
      this(boot, EnumSet.noneOf(Part.class));
    }
  }

  private final Core core;
  private final Map<MacAddress, Begun> begun =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Begun> eldest) {
          return size() > MOST;
        }
      };

  BegunBoots(Core core) {
    this.core = core;
  }

  /** A boot begins, and with it nothing has been asked for. */
  void begin(MacAddress mac, BootDecision.Boot boot) {
    synchronized (begun) {
      begun.put(mac, new Begun(boot));
    }
  }

  /** A boot is about to begin, and what held for the one before does not. */
  void forget(MacAddress mac) {
    synchronized (begun) {
      begun.remove(mac);
    }
  }

  /** What a machine has begun to boot; empty if it has begun nothing, or too long ago. */
  Optional<BootDecision.Boot> boot(MacAddress mac) {
    synchronized (begun) {
      return Optional.ofNullable(begun.get(mac)).map(Begun::boot);
    }
  }

  /**
   * A machine asks for a part of what it boots, which it gets once the server has in mind that it
   * boots, if it does by that. Returns at once. An inquiry counts for nothing.
   *
   * @param boot what is booted; begins if it has not
   * @param kernel what that is for the machine, with files on this server alone
   * @return completes, never exceptionally
   */
  CompletionStage<LoaderFile> load(
      LoaderRequest request, MacAddress mac, BootDecision.Boot boot, KernelBoot kernel, Part part) {
    List<BootFile> files = part == Part.KERNEL ? List.of(kernel.kernel()) : kernel.initrds();
    if (files.isEmpty()) {
      return done(new LoaderFile.Absent("the machine boots no initrd"));
    }
    LoaderFile stored = new LoaderFile.Stored(files.stream().map(BootFile::path).toList());
    if (request.inquiry() || !isLast(mac, boot, kernel, part)) {
      return done(stored);
    }
    Optional<String> spent = kernel.commandLine().confirms() ? Optional.empty() : boot.ticket();
    return core.confirmLater(request, spent)
        .thenApply(
            outcome -> {
              if (outcome == Core.Confirmation.NOT_NOW) {
                return new LoaderFile.NotYet("what boots once cannot be kept in mind now");
              }
              String name = kernel.kernel().name();
              LOG.info("{}: is booting {} (booter {})", mac, name, boot.booter());
              core.reports().booting(request, mac, name, boot.booter());
              return stored;
            });
  }

  /** Notes a part, and tells whether no other is missing now. */
  private boolean isLast(MacAddress mac, BootDecision.Boot boot, KernelBoot kernel, Part part) {
    synchronized (begun) {
      Begun known = begun.get(mac);
      if (known == null || !known.boot().equals(boot)) {
        known = new Begun(boot);
        begun.put(mac, known);
      }
      known.asked().add(part);
      return known.asked().contains(Part.KERNEL)
          && (kernel.initrds().isEmpty() || known.asked().contains(Part.INITRD));
    }
  }

  private static CompletionStage<LoaderFile> done(LoaderFile file) {
    return CompletableFuture.completedFuture(file);
  }
}
