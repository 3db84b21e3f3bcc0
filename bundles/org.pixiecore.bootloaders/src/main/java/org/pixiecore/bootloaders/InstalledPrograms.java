package org.pixiecore.bootloaders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network boot programs on this server's disk. They are looked for every few seconds, so that
 * one that is installed later serves without a restart; a question is answered from what the last
 * look found, and never waits for a disk.
 */
@Component(name = InstalledPrograms.PID, immediate = true)
@Designate(ocd = InstalledPrograms.Keys.class)
public final class InstalledPrograms implements BootPrograms {

  static final String PID = "org.pixiecore.bootloaders";

  private static final Logger LOG = LoggerFactory.getLogger(InstalledPrograms.class);
  private static final long LOOK_EVERY_SECONDS = 5;
  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  /** The configuration keys, for consoles; {@link BootloadersSettings} reads them. */
  @ObjectClassDefinition(
      name = "Pixiecore: boot programs",
      description = "Where the network boot programs (iPXE) are. A file set here is never guessed.")
  @interface Keys {
    @AttributeDefinition(
        name = "Directories",
        description =
            "Absolute paths, searched in this order before /usr/lib/ipxe (Debian, Ubuntu) and"
                + " /usr/share/ipxe (Fedora, Arch).",
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
        name = "Older iPXE on x86 BIOS",
        description =
            "Absolute path of the program that replaces an iPXE which lacks HTTP or bzImage."
                + " Empty: ipxe.pxe, then undionly.kpxe, are sought.",
        required = false)
    String ipxe() default "";
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
    look();
    sayWhatIsMissing();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      look();
      sayWhatIsMissing();
    }
  }

  @Deactivate
  void deactivate() {
    schedule.shutdownNow();
  }

  @Override
  public Loader loaderFor(Machine machine) {
    return Loader.IPXE;
  }

  @Override
  public Optional<BootProgram> programFor(Machine machine) {
    Optional<Program> program = Program.forMachine(machine);
    if (program.isEmpty()) {
      LOG.debug("{}: no network boot program is known for this architecture", machine);
      return Optional.empty();
    }
    BootProgram installed = found.get(program.get());
    if (installed == null && warnings.get(program.get()).permit().isPresent()) {
      LOG.warn("{} cannot boot: {}", machine, missing(program.get()));
    }
    return Optional.ofNullable(installed);
  }

  @Override
  public Optional<BootProgram> named(String name) {
    return found.values().stream().filter(program -> program.name().equals(name)).findFirst();
  }

  /** Looks at the disk, and says what has changed since the last look. */
  synchronized void look() {
    BootloadersSettings current = settings.current();
    Map<Program, BootProgram> now = new EnumMap<>(Program.class);
    for (Program program : Program.values()) {
      Optional<Path> file =
          current.candidates(program).filter(InstalledPrograms::isReadableFile).findFirst();
      file.ifPresent(
          path -> now.put(program, new BootProgram(program.wireName(), path, Loader.IPXE)));
      sayChange(program, found.get(program), now.get(program));
    }
    found = Collections.unmodifiableMap(now);
  }

  private static boolean isReadableFile(Path path) {
    return Files.isRegularFile(path) && Files.isReadable(path);
  }

  private void sayChange(Program program, BootProgram before, BootProgram now) {
    if (now != null && !now.equals(before)) {
      LOG.info("{}: the network boot program is {}", program.firmware(), now.path());
    } else if (now == null && before != null) {
      LOG.warn("{} is gone. {}", before.path(), missing(program));
    }
  }

  private void sayWhatIsMissing() {
    for (Program program : Program.values()) {
      if (!found.containsKey(program)) {
        LOG.warn("{}", missing(program));
      }
    }
  }

  private String missing(Program program) {
    BootloadersSettings current = settings.current();
    Path chosen = current.files().get(program);
    if (chosen != null) {
      return ("There is no readable file %s, which %s names for %s."
              + " Put it there or change the key in etc/%s.cfg; no restart is needed.")
          .formatted(chosen, program.key(), program.firmware(), PID);
    }
    return ("There is no network boot program (iPXE) for %s in %s."
            + " Install the package (%s) or set %s in etc/%s.cfg; no restart is needed.")
        .formatted(
            program.firmware(), current.directories(), program.packages(), program.key(), PID);
  }
}
