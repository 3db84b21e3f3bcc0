package org.example.rackplan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;

/** Boots what the plan says. */
final class RackPlanBooter implements Booter {

  /** Octets: thousands of machines. Whatever is larger is some other file. */
  static final int LARGEST = 1 << 20;

  private record Known(String csv, RackPlan plan) {}

  private final Supplier<RackPlanSettings> settings;

  /** Asked on several threads at once: so replaced as a whole. */
  private volatile Optional<Known> known = Optional.empty();

  RackPlanBooter(Supplier<RackPlanSettings> settings) {
    this.settings = settings;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException {
    Optional<Path> file = settings.get().file();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return plan(file.get()).row(machine.mac()).map(RackPlan.Row::boot);
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException {
    Optional<Path> file = settings.get().file();
    if (file.isEmpty()) {
      return Optional.of("no file is set");
    }
    return Optional.of(
        plan(file.get())
            .row(machine.mac())
            .map(row -> "line " + row.line() + " of " + file.get())
            .orElse(file.get() + " has no line for " + machine.mac()));
  }

  /** The plan as it is now: read each time, which costs little, and parsed when it is another. */
  private RackPlan plan(Path file) throws IOException {
    String csv = read(file);
    Optional<Known> last = known.filter(plan -> plan.csv().equals(csv));
    if (last.isPresent()) {
      return last.get().plan();
    }
    try {
      RackPlan plan = RackPlan.parse(csv);
      known = Optional.of(new Known(csv, plan));
      return plan;
    } catch (IllegalArgumentException e) {
      // "cannot say now": machines that were answered before get the same answer
      throw new IOException(file + ", " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
    if (octets.length > LARGEST) {
      throw new IOException(file + " is larger than " + LARGEST + " octets: that is no rack plan");
    }
    return new String(octets, UTF_8);
  }
}
