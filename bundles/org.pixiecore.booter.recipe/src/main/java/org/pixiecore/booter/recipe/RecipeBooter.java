package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.NetworkBoot;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Booter;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Machine;
import org.pixiecore.booter.recipe.Orders.Ordered;

/**
 * Boots what a recipe says. While the files are on their way, machines load iPXE all the same and
 * ask there until they are whole; where they are not to be had, no machine is offered anything.
 */
final class RecipeBooter implements Booter {

  /**
   * What is in force.
   *
   * @param orders empty if no recipe is named
   */
  record InForce(RecipeSettings settings, Optional<Orders> orders) {}

  private static final String REFUSED = "its configuration is refused, and the log says why";

  private final Supplier<InForce> inForce;
  private final CacheFolder folder;
  private final DownloadList downloads;

  RecipeBooter(Supplier<InForce> inForce, CacheFolder folder, DownloadList downloads) {
    this.inForce = inForce;
    this.folder = folder;
    this.downloads = downloads;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException {
    InForce now = inForce.get();
    if (!now.settings().include(machine.mac())) {
      return Optional.empty();
    }
    if (now.settings().refused()) {
      throw new IOException(REFUSED);
    }
    Optional<Ordered> ordered = ordered(now, machine);
    if (ordered.isEmpty()) {
      return Optional.empty();
    }
    Optional<PreparedBoot> boot = ordered.get().preparation().ask();
    if (boot.isPresent()) {
      return Optional.of(spec(boot.get(), now.settings().commandLine()));
    }
    Optional<String> failure = ordered.get().preparation().failure();
    if (failure.isPresent()) {
      throw new IOException(failure.get());
    }
    if (machine.stage() == BootStage.OFFER) {
      return Optional.of(new BootSpec.Identify());
    }
    throw new IOException(onTheWay(ordered.get().order()));
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException {
    InForce now = inForce.get();
    if (!now.settings().include(machine.mac())) {
      return Optional.of("its machines are " + now.settings().machines());
    }
    if (now.settings().refused()) {
      return Optional.of(REFUSED);
    }
    if (now.orders().isEmpty()) {
      return Optional.of("its configuration names no recipe");
    }
    Optional<Ordered> ordered = ordered(now, machine);
    if (ordered.isEmpty()) {
      return Optional.of(
          "recipe %s has nothing for %s"
              .formatted(now.settings().recipe().orElse(""), machine.architecture()));
    }
    Order order = ordered.get().order();
    Preparation preparation = ordered.get().preparation();
    if (preparation.ask().isPresent()) {
      return Optional.of("it is for " + order);
    }
    return Optional.of(preparation.failure().orElseGet(() -> onTheWay(order)));
  }

  private static Optional<Ordered> ordered(InForce now, Machine machine) throws IOException {
    if (now.orders().isEmpty()) {
      return Optional.empty();
    }
    try {
      return now.orders().get().find(machine.architecture());
    } catch (RecipeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private BootSpec spec(PreparedBoot boot, CommandLine further) throws IOException {
    for (var file : boot.files()) {
      folder.used(file);
    }
    NetworkBoot spec = boot.spec();
    if (!(spec instanceof KernelBoot kernel) || further.parts().isEmpty()) {
      return spec;
    }
    List<CommandLine.Part> parts = new ArrayList<>(kernel.commandLine().parts());
    if (!parts.isEmpty()) {
      parts.add(new CommandLine.Text(" "));
    }
    parts.addAll(further.parts());
    return new KernelBoot(
        kernel.kernel(), kernel.initrds(), new CommandLine(parts), kernel.message());
  }

  private String onTheWay(Order order) {
    return downloads.running(order + ": ").orElse(order + " is being prepared");
  }
}
