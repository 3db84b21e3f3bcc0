package org.pixiecore.bootloaders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network boot programs on this server's disk. They are looked for every few seconds, so that
 * one that is installed later serves without a restart; a question is answered from what the last
 * look found, and never waits for a disk.
 */
@Component(name = InstalledPrograms.PID, immediate = true)
@Designate(ocd = InstalledPrograms.Keys.class)
public final class InstalledPrograms implements BootPrograms, ProgramInventory {

  static final String PID = "org.pixiecore.bootloaders";

  private static final Logger LOG = LoggerFactory.getLogger(InstalledPrograms.class);
  private static final long LOOK_EVERY_SECONDS = 5;
  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  /** The configuration keys, for consoles; {@link BootloadersSettings} reads them. */
  @ObjectClassDefinition(
      name = "Pixiecore: boot programs",
      description =
          "Where the network boot programs are, and which machines boot through which. A file set here"
              + " is never guessed.")
  @interface Keys {
    @AttributeDefinition(
        name = "Directories",
        description =
            "Absolute paths, searched in this order before /usr/lib/ipxe (Debian, Ubuntu) and"
                + " /usr/share/ipxe (Fedora, Arch). Every file right in one can be loaded by its"
                + " name, as by a boot menu.",
        required = false)
    String[] directories() default {};

    @AttributeDefinition(
        name = "x86 BIOS",
        description = "Absolute path of the program for PXE ROMs. Empty: undionly.kpxe is sought.",
        required = false)
    String bios() default "";

    @AttributeDefinition(
        name = "UEFI IA32",
        description = "Absolute path of the program for 32-bit x86 UEFI. Empty: it is sought.",
        required = false)
    String efi32() default "";

    @AttributeDefinition(
        name = "UEFI x86-64",
        description =
            "Absolute path of the program for 64-bit x86 UEFI. Empty: snponly.efi, then ipxe.efi,"
                + " are sought.",
        required = false)
    String efi64() default "";

    @AttributeDefinition(
        name = "UEFI ARM32",
        description = "Absolute path of the program for UEFI ARM32. Empty: it is sought.",
        required = false)
    String efiArm32() default "";

    @AttributeDefinition(
        name = "UEFI ARM64",
        description = "Absolute path of the program for UEFI ARM64. Empty: it is sought.",
        required = false)
    String efiArm64() default "";

    @AttributeDefinition(
        name = "UEFI RISC-V 32",
        description = "Absolute path of the program for UEFI RISC-V 32. Empty: it is sought.",
        required = false)
    String efiRiscv32() default "";

    @AttributeDefinition(
        name = "UEFI RISC-V 64",
        description = "Absolute path of the program for UEFI RISC-V 64. Empty: it is sought.",
        required = false)
    String efiRiscv64() default "";

    @AttributeDefinition(
        name = "UEFI LoongArch 64",
        description = "Absolute path of the program for UEFI LoongArch 64. Empty: it is sought.",
        required = false)
    String efiLoong64() default "";

    @AttributeDefinition(
        name = "Older iPXE on x86 BIOS",
        description =
            "Absolute path of the program that replaces an iPXE which lacks HTTP or bzImage."
                + " Empty: ipxe.pxe, then undionly.kpxe, are sought.",
        required = false)
    String ipxe() default "";

    @AttributeDefinition(
        name = "Machines that boot through PXELINUX",
        description =
            "The word all, or MAC addresses and beginnings of them, like 52:54:00, of machines with"
                + " x86 BIOS. For those whose network cards iPXE does not get on with.",
        required = false)
    String[] pxelinuxMachines() default {};

    @AttributeDefinition(
        name = "PXELINUX",
        description = "Absolute path of lpxelinux.0. Empty: it is sought where packages put it.",
        required = false)
    String pxelinux() default "";

    @AttributeDefinition(
        name = "PXELINUX's first module",
        description = "Absolute path of ldlinux.c32, of PXELINUX's version. Empty: it is sought.",
        required = false)
    String ldlinux() default "";

    @AttributeDefinition(
        name = "Machines that boot through shim and GRUB",
        description =
            "The word all, or MAC addresses and beginnings of them, like 52:54:00, of machines with"
                + " UEFI. For those with Secure Boot.",
        required = false)
    String[] grubMachines() default {};

    @AttributeDefinition(
        name = "shim for UEFI x86-64",
        description =
            "Absolute path of the signed shim. Empty: it is sought where packages put it.",
        required = false)
    String shim64() default "";

    @AttributeDefinition(
        name = "GRUB for UEFI x86-64",
        description =
            "Absolute path of the signed GRUB that loads over the network; shim asks for it as"
                + " grubx64.efi. Empty: it is sought.",
        required = false)
    String grub64() default "";

    @AttributeDefinition(
        name = "shim for UEFI IA32",
        description =
            "Absolute path of the signed shim. Empty: it is sought where packages put it.",
        required = false)
    String shim32() default "";

    @AttributeDefinition(
        name = "GRUB for UEFI IA32",
        description =
            "Absolute path of the signed GRUB that loads over the network; shim asks for it as"
                + " grubia32.efi. Empty: it is sought.",
        required = false)
    String grub32() default "";

    @AttributeDefinition(
        name = "shim for UEFI ARM64",
        description =
            "Absolute path of the signed shim. Empty: it is sought where packages put it.",
        required = false)
    String shimArm64() default "";

    @AttributeDefinition(
        name = "GRUB for UEFI ARM64",
        description =
            "Absolute path of the signed GRUB that loads over the network; shim asks for it as"
                + " grubaa64.efi. Empty: it is sought.",
        required = false)
    String grubArm64() default "";
  }

  private final LiveSettings<BootloadersSettings> settings;
  private final Map<Program, LogLimit> warnings = new EnumMap<>(Program.class);
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pixiecore-bootloaders");
            thread.setDaemon(true);
            return thread;
          });

  /** What the last look found; replaced as a whole, never changed. */
  private volatile Map<Program, BootProgram> found = Map.of();

  /** The same of the files that have no kind. */
  private volatile NamedFiles others = NamedFiles.NONE;

  @Activate
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the schedule
  public InstalledPrograms(Map<String, Object> properties) {
    this(new LiveSettings<>(BootloadersSettings::parse, properties), System::nanoTime);
    schedule.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  InstalledPrograms(LiveSettings<BootloadersSettings> settings, LongSupplier nanoTime) {
    this.settings = settings;
    for (Program program : Program.values()) {
      warnings.put(program, new LogLimit(1, WARN_EVERY, nanoTime));
    }
    sayWhatIsMissing(look());
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      sayWhatIsMissing(look());
    }
  }

  @Deactivate
  void deactivate() {
    schedule.shutdownNow();
  }

  @Override
  public Loader loaderFor(Machine machine) {
    return settings.current().loaderFor(machine);
  }

  @Override
  public Optional<BootProgram> programFor(Machine machine) {
    return programFor(machine, loaderFor(machine));
  }

  @Override
  public Optional<BootProgram> programFor(Machine machine, Loader loader) {
    List<Program> needed = Program.forMachine(machine, loader);
    if (needed.isEmpty()) {
      LOG.debug("{}: no program that leads to {} is known for this architecture", machine, loader);
      return Optional.empty();
    }
    Map<Program, BootProgram> installed = found;
    Optional<Program> lacking =
        needed.stream().filter(program -> !installed.containsKey(program)).findFirst();
    if (lacking.isPresent()) {
      if (warnings.get(lacking.get()).permit().isPresent()) {
        LOG.warn("{} cannot boot: {}", machine, missing(lacking.get()));
      }
      return Optional.empty();
    }
    return Optional.of(installed.get(needed.get(0)));
  }

  @Override
  public Optional<BootProgram> named(String name) {
    return found.values().stream()
        .filter(program -> program.name().equals(name))
        .findFirst()
        .or(() -> others.named(name));
  }

  @Override
  public List<ProgramUse> uses() {
    BootloadersSettings current = settings.current();
    Map<Program, BootProgram> installed = found;
    return Stream.of(Program.values())
        .map(
            program -> {
              Optional<BootProgram> one = Optional.ofNullable(installed.get(program));
              return new ProgramUse(
                  program.key(),
                  program.firmware(),
                  one,
                  current.needs(program),
                  one.isPresent() ? Optional.empty() : Optional.of(missing(program)));
            })
        .toList();
  }

  /**
   * Looks at the disk, and says what has changed since the last look.
   *
   * @return the programs that were there then, are not now, and have been told of
   */
  synchronized Set<Program> look() {
    BootloadersSettings current = settings.current();
    Map<Program, BootProgram> now = new EnumMap<>(Program.class);
    Set<Program> lost = EnumSet.noneOf(Program.class);
    for (Program program : Program.values()) {
      Optional<Path> file =
          current.candidates(program).filter(InstalledPrograms::isReadableFile).findFirst();
      file.ifPresent(
          path -> now.put(program, new BootProgram(program.wireName(), path, program.loader())));
      if (sayChange(program, found.get(program), now.get(program))) {
        lost.add(program);
      }
    }
    found = Collections.unmodifiableMap(now);
    lookForOthers(current.directories());
    return lost;
  }

  private void lookForOthers(List<Path> directories) {
    NamedFiles before = others;
    others = NamedFiles.in(directories);
    for (Path full : others.full()) {
      if (!before.full().contains(full)) {
        LOG.warn(
            "{} has more than {} entries: not every file in it can be named by a boot menu."
                + " Give the boot programs a directory of their own.",
            full,
            NamedFiles.MOST);
      }
    }
  }

  private static boolean isReadableFile(Path path) {
    return Files.isRegularFile(path) && Files.isReadable(path);
  }

  /**
   * Says what became of a program.
   *
   * @return whether it was said that there is none any more
   */
  private boolean sayChange(Program program, BootProgram before, BootProgram now) {
    if (!settings.current().uses(program.loader())) {
      return false;
    }
    if (now != null && !now.equals(before)) {
      LOG.info("{}: {} is {}", program.firmware(), program.wireName(), now.path());
    }
    boolean lost = now == null && before != null;
    if (lost && isReadableFile(before.path())) { // another configuration is in force
      LOG.warn("{}", missing(program));
    } else if (lost) {
      LOG.warn("{} is gone. {}", before.path(), missing(program));
    }
    return lost;
  }

  /**
   * What no machine has asked for yet is missed only where it is needed.
   *
   * @param told what has been told already
   */
  private void sayWhatIsMissing(Set<Program> told) {
    BootloadersSettings current = settings.current();
    for (Program program : Program.values()) {
      if (!found.containsKey(program) && !told.contains(program) && current.needs(program)) {
        LOG.warn("{}", missing(program));
      }
    }
  }

  private String missing(Program program) {
    BootloadersSettings current = settings.current();
    Path chosen = current.files().get(program);
    if (chosen != null) {
      return ("There is no readable file %s, which %s names for %s."
              + " Put it there, which needs no restart; %s.")
          .formatted(chosen, program.key(), program.firmware(), orName(program));
    }
    String searched =
        Stream.concat(
                current.searched().stream().map(Path::toString),
                program.places().stream().map(place -> current.root().resolve(place).toString()))
            .collect(Collectors.joining(", "));
    return ("There is no network boot program (%s) for %s in %s."
            + " Install the package (%s), which needs no restart; %s.")
        .formatted(
            program.loader() == Loader.IPXE ? "iPXE" : program.wireName(),
            program.firmware(),
            searched,
            program.packages(),
            orName(program));
  }

  /** In Karaf a person names a file in etc/, at the command line by an option. */
  private static String orName(Program program) {
    String inKaraf = "or set %s in etc/%s.cfg".formatted(program.key(), PID);
    return program
        .option()
        .map(option -> inKaraf + ", or start pixiecore with " + option)
        .orElse(inKaraf);
  }
}
