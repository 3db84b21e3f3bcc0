package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.FileUrls;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.SealedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Raspberry Pi's boot loader loads, in a folder named by its serial number or its MAC
 * address ({@code TFTP_PREFIX}): its firmware from a directory, that directory's {@code config.txt}
 * with lines behind it that name the kernel and the initrds, and these.
 *
 * <p>Lines of {@code config.txt} have at most 98 characters, so kernel and initrds have short names
 * that are the same for every machine. What was decided when {@code config.txt} was asked for is
 * therefore {@linkplain BegunBoots remembered} until they are loaded. {@code followkernel} does not
 * say which is loaded first.
 */
final class RaspberryPiFiles implements LoaderKind {

  /** Every octet is a character: what people wrote is passed on as it is. */
  static final Charset CHARSET = ISO_8859_1;

  private static final Logger LOG = LoggerFactory.getLogger(RaspberryPiFiles.class);

  private static final String KERNEL = "pixiecore-kernel.img";
  private static final String INITRD = "pixiecore-initrd.img";
  private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{8}");
  private static final Pattern START = Pattern.compile("start[a-z0-9_]*\\.elf");

  /** The boot ROM of models before 4 asks for these before it looks into its folder. */
  private static final List<String> IN_NO_FOLDER = List.of("bootcode.bin", "bootsig.bin");

  /** Before Raspberry Pi 4, a MAC address is this and the serial number's last three octets. */
  private static final long OLD_MAC = 0xb827eb000000L;

  private final Core core;
  private final Asking asking;
  private final FirmwareFolder firmware;
  private final SerialNumbers serials;
  private final BegunBoots begun;

  RaspberryPiFiles(Core core, FirmwareFolder firmware) {
    this.core = core;
    this.asking = new Asking(core);
    this.firmware = firmware;
    this.serials = new SerialNumbers(core::seen, System::nanoTime);
    this.begun = new BegunBoots(core);
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    String folder = path.get(0).toLowerCase(Locale.ROOT);
    if (path.size() > 1 && SERIAL.matcher(folder).matches()) {
      int serial = Integer.parseUnsignedInt(folder, 16);
      MacAddress mac = request.mac().orElseGet(() -> ofSerial(serial));
      String name = String.join("/", path.subList(1, path.size()));
      return Optional.of(file(request, mac, Optional.of(folder), name));
    }
    if (request.mac().filter(this::isRaspberryPi).isPresent()) {
      return Optional.of(
          file(request, request.mac().get(), Optional.empty(), request.joinedPath()));
    }
    return request.mac().isEmpty() && IN_NO_FOLDER.contains(request.joinedPath())
        ? Optional.of(firmware.file(request.joinedPath(), false))
        : Optional.empty();
  }

  private boolean isRaspberryPi(MacAddress mac) {
    return core.lastSeen(mac)
        .filter(machine -> machine.firmware() == Firmware.RASPBERRY_PI)
        .isPresent();
  }

  private MacAddress ofSerial(int serial) {
    return serials.machine(serial).orElseGet(() -> new MacAddress(OLD_MAC | (serial & 0xffffff)));
  }

  private CompletionStage<LoaderFile> file(
      LoaderRequest request, MacAddress mac, Optional<String> serial, String name) {
    Machine known = asking.machine(request, mac, Firmware.RASPBERRY_PI, Architecture.RASPBERRY_PI);
    Machine machine =
        new Machine(
            mac,
            Architecture.RASPBERRY_PI,
            Firmware.RASPBERRY_PI,
            known.stage(),
            known.uuid(),
            serial.or(known::serial),
            Optional.empty(),
            known.network());
    if (START.matcher(name).matches()) {
      return decided(request, machine, true, order -> firmware.file(name, true));
    }
    return switch (name) {
      case "config.txt" ->
          decided(request, machine, true, order -> configuration(request, mac, name, order));
      case "cmdline.txt" ->
          decided(request, machine, false, order -> done(commandLine(request, order)));
      case KERNEL -> part(request, machine, BegunBoots.Part.KERNEL);
      case INITRD -> part(request, machine, BegunBoots.Part.INITRD);
      default -> firmware.file(name, false);
    };
  }

  /**
   * A machine's order, for a Raspberry Pi.
   *
   * @param kernel what it loads and starts
   */
  private record PiOrder(BootDecision.Boot boot, KernelBoot kernel) {

    /**
     * The directory's own lines, and behind them those that count. A section of it, like {@code
     * [pi4]}, ends at {@code [all]}. Waits for a disk.
     */
    LoaderFile config(String own) {
      StringBuilder config = new StringBuilder(own);
      config.append("\n[all]\nos_prefix=\nauto_initramfs=0\ncmdline=cmdline.txt\n");
      config.append("kernel=").append(KERNEL).append('\n');
      KernelBits.of(kernel.kernel().path())
          .ifPresent(bits -> config.append("arm_64bit=").append(bits == 64 ? 1 : 0).append('\n'));
      if (!kernel.initrds().isEmpty()) {
        config.append("initramfs ").append(INITRD).append(" followkernel\n");
      }
      return text(config.toString());
    }
  }

  private static LoaderFile text(String text) {
    return new LoaderFile.Generated(ByteBuffer.wrap(text.getBytes(CHARSET)));
  }

  private CompletionStage<LoaderFile> configuration(
      LoaderRequest request, MacAddress mac, String name, PiOrder order) {
    core.reports().instructed(request, mac, name, order.boot());
    return firmware.text(name, order::config);
  }

  private LoaderFile commandLine(LoaderRequest request, PiOrder order) {
    Optional<SealedFiles> seal = core.seal();
    if (seal.isEmpty()) {
      return new LoaderFile.NotYet("the core is not there");
    }
    Optional<FileUrls> urls =
        request.base().or(() -> core.base(request.server())).map(FileUrls::new);
    try {
      return text(
          new Order(order.boot(), BootFile::name, "", urls, seal.get())
                  .commandLine(order.kernel().commandLine())
              + "\n");
    } catch (CannotLoadException e) {
      return new LoaderFile.NotYet(e.getMessage());
    }
  }

  private CompletionStage<LoaderFile> part(
      LoaderRequest request, Machine machine, BegunBoots.Part part) {
    return decided(
        request,
        machine,
        false,
        order -> begun.load(request, machine.mac(), order.boot(), order.kernel(), part));
  }

  /**
   * Goes on with what a machine boots.
   *
   * @param anew whether the boot begins, so that the booters are asked even if they were before
   */
  private CompletionStage<LoaderFile> decided(
      LoaderRequest request,
      Machine machine,
      boolean anew,
      Function<PiOrder, CompletionStage<LoaderFile>> next) {
    Optional<BootDecision.Boot> known = anew ? Optional.empty() : begun.boot(machine.mac());
    boolean begins = known.isEmpty() && !request.inquiry();
    return known
        .<CompletionStage<BootDecision>>map(CompletableFuture::completedFuture)
        .orElseGet(() -> core.decide(machine))
        .thenCompose(decision -> goOn(machine, decision, begins, next))
        .exceptionally(
            failure -> {
              LOG.error("{}: what it boots cannot be told to it", machine, failure);
              return new LoaderFile.NotYet("this server failed");
            });
  }

  private CompletionStage<LoaderFile> goOn(
      Machine machine,
      BootDecision decision,
      boolean begins,
      Function<PiOrder, CompletionStage<LoaderFile>> next) {
    if (decision instanceof BootDecision.Undecided undecided) {
      return done(new LoaderFile.NotYet(undecided.reason()));
    }
    if (decision instanceof BootDecision.NotOurs other) {
      return done(new LoaderFile.Absent(other.reason()));
    }
    BootDecision.Boot boot = (BootDecision.Boot) decision;
    try {
      PiOrder order = new PiOrder(boot, kernelOf(boot));
      if (begins) {
        begun.begin(machine.mac(), boot);
      }
      return next.apply(order);
    } catch (CannotLoadException e) {
      return done(new LoaderFile.Absent(e.getMessage()));
    }
  }

  private static KernelBoot kernelOf(BootDecision.Boot boot) throws CannotLoadException {
    KernelBoot kernel;
    if (boot.spec() instanceof KernelBoot given) {
      kernel = given;
    } else if (boot.spec() instanceof ProgramBoot program) {
      kernel = new KernelBoot(program.program(), List.of(), CommandLine.EMPTY, program.message());
    } else if (boot.spec() instanceof LocalDisk) {
      throw new CannotLoadException("the machine is to boot what it has itself");
    } else {
      throw new CannotLoadException(
          "booter %s gives an iPXE script, which a Raspberry Pi's boot loader cannot run: give it a kernel"
              .formatted(boot.booter()));
    }
    FileNames.local(kernel.kernel());
    for (BootFile initrd : kernel.initrds()) {
      FileNames.local(initrd);
    }
    return kernel;
  }

  private static CompletionStage<LoaderFile> done(LoaderFile file) {
    return CompletableFuture.completedFuture(file);
  }
}
