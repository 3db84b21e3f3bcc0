package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;
import org.pixiecore.api.SealedFiles;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a loader's configuration of what the booters say. */
final class Configurations {

  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

  private final Core core;

  Configurations(Core core) {
    this.core = core;
  }

  /**
   * Asks the booters, and has a configuration written.
   *
   * @param machine who asks, by a loader of which {@link Machine#firmware} tells the kind
   * @param called what people call the configuration
   * @param names how the loader calls files
   * @return completes, never exceptionally
   */
  CompletionStage<LoaderFile> of(
      Machine machine,
      LoaderRequest request,
      String called,
      Function<SealedFiles, FileNames> names,
      ConfigurationWriter writer) {
    Asked asked = new Asked(machine, request, called);
    return core.decide(machine)
        .handle(
            (decision, failure) -> {
              try {
                return failure == null
                    ? answer(asked, names, writer, decision)
                    : blunder(asked, writer, failure);
              } catch (RuntimeException e) {
                return blunder(asked, writer, e);
              }
            });
  }

  private record Asked(Machine machine, LoaderRequest request, String called) {}

  private LoaderFile answer(
      Asked asked,
      Function<SealedFiles, FileNames> names,
      ConfigurationWriter writer,
      BootDecision decision) {
    Machine machine = asked.machine();
    LoaderRequest request = asked.request();
    if (decision instanceof BootDecision.NotOurs other) {
      LOG.info("{}: is sent back to its firmware: {}", machine, new OneLine(other.reason()));
      return told(asked, other, writer.leave(other.reason()));
    }
    if (decision instanceof BootDecision.Undecided undecided) {
      return askAgain(asked, writer, undecided.reason());
    }
    BootDecision.Boot boot = (BootDecision.Boot) decision;
    Optional<SealedFiles> seal = core.seal();
    if (seal.isEmpty()) {
      return askAgain(asked, writer, "the core is not there");
    }
    Order order =
        new Order(
            boot,
            names.apply(seal.get()),
            FileNames.folder(request, machine.mac()),
            request.base().or(() -> core.base(request.server())).map(FileUrls::new),
            seal.get());
    try {
      String configuration = write(order, writer, machine);
      LOG.info(
          "{}: {} gets booter {}'s configuration: {}",
          machine,
          machine.firmware(),
          boot.booter(),
          boot.summary());
      return told(asked, boot, configuration);
    } catch (CannotLoadException e) {
      LOG.error("{}: cannot boot what booter {} says: {}", machine, boot.booter(), e.getMessage());
      return toldOrSilence(asked, writer.cannot(e.getMessage()), e.getMessage());
    }
  }

  private static String write(Order order, ConfigurationWriter writer, Machine machine)
      throws CannotLoadException {
    BootSpec spec = order.boot().spec();
    if (spec instanceof KernelBoot kernel) {
      return writer.kernel(kernel, order);
    }
    if (spec instanceof ProgramBoot program) {
      return writer.program(program, order);
    }
    if (spec instanceof LocalDisk) {
      return writer.localDisk();
    }
    throw new CannotLoadException(
        "booter %s gives an iPXE script, which %s cannot run: have this machine boot through iPXE, or give it a kernel"
            .formatted(order.boot().booter(), machine.firmware()));
  }

  /** What nobody expected, from a booter of anyone's: the next try may find it mended. */
  private LoaderFile blunder(Asked asked, ConfigurationWriter writer, Throwable failure) {
    LOG.error("{}: its configuration cannot be written", asked.machine(), failure);
    return askAgain(asked, writer, "this server failed");
  }

  private LoaderFile askAgain(Asked asked, ConfigurationWriter writer, String reason) {
    LOG.info("{}: is to ask for its configuration again: {}", asked.machine(), new OneLine(reason));
    return toldOrSilence(asked, writer.askAgain(reason), reason);
  }

  private LoaderFile toldOrSilence(Asked asked, Optional<String> configuration, String reason) {
    return configuration
        .map(text -> told(asked, new BootDecision.Undecided(reason), text))
        .orElseGet(() -> new LoaderFile.NotYet(reason));
  }

  private LoaderFile told(Asked asked, BootDecision decision, String configuration) {
    core.reports().instructed(asked.request(), asked.machine().mac(), asked.called(), decision);
    return text(configuration);
  }

  static LoaderFile text(String configuration) {
    return new LoaderFile.Generated(ByteBuffer.wrap(configuration.getBytes(UTF_8)));
  }
}
