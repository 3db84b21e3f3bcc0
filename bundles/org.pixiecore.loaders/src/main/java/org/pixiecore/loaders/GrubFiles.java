package org.pixiecore.loaders;

import static org.pixiecore.api.Architecture.EFI_ARM32;
import static org.pixiecore.api.Architecture.EFI_ARM64;
import static org.pixiecore.api.Architecture.EFI_IA32;
import static org.pixiecore.api.Architecture.EFI_LOONGARCH64;
import static org.pixiecore.api.Architecture.EFI_RISCV32;
import static org.pixiecore.api.Architecture.EFI_RISCV64;
import static org.pixiecore.api.Architecture.EFI_X86_64;
import static org.pixiecore.api.Architecture.X86_BIOS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * What shim and GRUB look for. GRUB asks for {@code grub/grub.cfg}, outside of any machine's
 * folder; that one sends it to {@code grub/<MAC>/<cpu>-<platform>/<UUID>/<serial>/grub.cfg}, which
 * tells all that the booters need to know. What follows has the machine's folder before it, for the
 * log.
 */
final class GrubFiles implements LoaderKind {

  private static final String FOLDER = "grub";
  private static final String CONFIGURATION = "grub.cfg";

  /** Segments of a machine's configuration. */
  private static final int MACHINE_SEGMENTS = 6;

  private static final String UNKNOWN = "-";
  private static final UUID NO_UUID = new UUID(0, 0);

  /** shim goes on without these, and Red Hat's GRUB asks for its configuration by many names. */
  private static final Pattern NOT_MISSED =
      Pattern.compile("revocations.*\\.efi|shim_certificate.*\\.efi|grub\\.cfg-.*");

  /** By GRUB's names for its own build: <code>$grub_cpu-$grub_platform</code>. */
  private static final Map<String, Architecture> BUILDS =
      Map.of(
          "x86_64-efi", EFI_X86_64,
          "i386-efi", EFI_IA32,
          "arm64-efi", EFI_ARM64,
          "arm-efi", EFI_ARM32,
          "riscv64-efi", EFI_RISCV64,
          "riscv32-efi", EFI_RISCV32,
          "loongarch64-efi", EFI_LOONGARCH64,
          "i386-pc", X86_BIOS);

  private final Asking asking;
  private final Configurations configurations;
  private final BootedFiles booted;
  private final ConfigurationWriter writer = new GrubConfiguration();

  GrubFiles(Core core) {
    this.asking = new Asking(core);
    this.configurations = new Configurations(core);
    this.booted = new BootedFiles(core);
  }

  /**
   * The name of what GRUB sources last.
   *
   * @param notice as {@link Order#notice} has it, in {@code folder}
   */
  static String booted(String folder, String notice) {
    return folder + FOLDER + "/" + notice.substring(folder.length());
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    String name = path.get(path.size() - 1);
    boolean inFolder = path.get(0).equals(FOLDER) && path.size() > 1;
    if (inFolder && path.get(1).equals(BootedFiles.FOLDER)) {
      return booted.find(within(request, 1)).map(last -> last.thenApply(GrubFiles::asScript));
    }
    if (inFolder && path.size() == MACHINE_SEGMENTS && name.equals(CONFIGURATION)) {
      return Optional.of(configuration(request));
    }
    if (name.equals(CONFIGURATION) && (inFolder || path.size() == 1)) {
      return found(Configurations.text(GrubConfiguration.root()));
    }
    // modules and lists of them, fonts, translations: the signed GRUB has what it needs built in
    return inFolder || NOT_MISSED.matcher(name).matches()
        ? found(new LoaderFile.Absent(""))
        : Optional.empty();
  }

  private CompletionStage<LoaderFile> configuration(LoaderRequest request) {
    Machine machine;
    try {
      machine = machine(request);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          new LoaderFile.Absent("its path tells no machine: " + e.getMessage()));
    }
    // by TFTP, which is what the signed GRUB has, in whatever way this was asked for
    LoaderRequest plain =
        new LoaderRequest(
            Optional.empty(),
            Optional.of(machine),
            request.path(),
            request.client(),
            request.server(),
            Optional.empty(),
            request.inquiry());
    return configurations.of(
        machine,
        plain,
        CONFIGURATION,
        seal -> FileNames.sealed(plain, machine.mac(), seal, GrubConfiguration.LONGEST_NAME),
        writer);
  }

  private Machine machine(LoaderRequest request) {
    List<String> path = request.path();
    MacAddress mac = MacAddress.parse(path.get(1));
    Architecture architecture = BUILDS.get(path.get(2));
    if (architecture == null) {
      throw new IllegalArgumentException("\"" + path.get(2) + "\" is no build of GRUB's");
    }
    Optional<UUID> uuid =
        Optional.of(path.get(3))
            .filter(text -> !text.equals(UNKNOWN))
            .map(UUID::fromString)
            .filter(told -> !told.equals(NO_UUID));
    Optional<String> serial = Optional.of(path.get(4)).filter(text -> !text.equals(UNKNOWN));
    Machine known = asking.machine(request, mac, Firmware.GRUB, architecture);
    return new Machine(
        mac,
        architecture,
        Firmware.GRUB,
        known.stage(),
        uuid.or(known::uuid),
        serial.or(known::serial),
        Optional.empty(),
        known.network());
  }

  private static LoaderFile asScript(LoaderFile last) {
    return last instanceof LoaderFile.Generated
        ? Configurations.text(GrubConfiguration.BOOTED)
        : last;
  }

  private static LoaderRequest within(LoaderRequest request, int segments) {
    return new LoaderRequest(
        request.mac(),
        request.machine(),
        request.path().subList(segments, request.path().size()),
        request.client(),
        request.server(),
        request.base(),
        request.inquiry());
  }

  private static Optional<CompletionStage<LoaderFile>> found(LoaderFile file) {
    return Optional.of(CompletableFuture.completedFuture(file));
  }
}
