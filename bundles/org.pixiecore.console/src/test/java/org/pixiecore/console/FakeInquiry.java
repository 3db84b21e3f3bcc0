package org.pixiecore.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** Two booters: one that passes, and one that boots a kernel with a secret on its command line. */
final class FakeInquiry implements BootInquiry {

  static final String SECRET = "s3cret";

  private static final List<RankedBooter> BOOTERS =
      List.of(new RankedBooter("machines-site", 30, true), new RankedBooter("static-lab", 0, true));

  @Override
  public List<RankedBooter> booters() {
    return BOOTERS;
  }

  @Override
  public CompletionStage<Explanation> explain(Machine machine, Duration patience) {
    BootSpec spec =
        new BootSpec.KernelBoot(
            BootFile.of(Path.of("/srv/boot/vmlinuz")),
            List.of(BootFile.of(Path.of("/srv/boot/initrd.gz"))),
            CommandLine.parse("password=" + SECRET, "ID", BootFile::parse),
            Optional.empty());
    return CompletableFuture.completedFuture(
        new Explanation(
            machine,
            List.of(
                new Opinion(
                    BOOTERS.get(0),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("no group is for it")),
                new Opinion(BOOTERS.get(1), Optional.of(spec), Optional.empty(), Optional.empty())),
            new BootDecision.Boot(spec, "static-lab")));
  }

  @Override
  public Optional<Machine> lastSeen(MacAddress mac) {
    return Optional.empty();
  }

  @Override
  public List<Machine> seen() {
    return List.of();
  }
}
