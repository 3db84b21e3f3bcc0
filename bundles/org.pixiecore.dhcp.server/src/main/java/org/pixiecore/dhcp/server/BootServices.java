package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Client;

/**
 * Asks the services of other bundles, which come and go while machines boot. Where one is missing,
 * a machine is left to ask again.
 *
 * @param bootService gives null while there is none, as the others do
 * @param report is told where nobody can be asked
 */
record BootServices(
    Supplier<BootService> bootService,
    Supplier<BootPrograms> bootPrograms,
    Supplier<BootUrls> bootUrls,
    BootReport report)
    implements NextStage {

  private static final BootDecision NO_WORD =
      new BootDecision.Undecided("the boot service has not answered in twice its time");

  @Override
  public CompletionStage<BootDecision> decide(Machine machine, Duration patience) {
    BootService service = bootService.get();
    if (service == null) {
      return undecided(machine, missing("BootService", "org.pixiecore.core"));
    }
    CompletableFuture<BootDecision> decision;
    try {
      decision = service.decide(machine, patience).toCompletableFuture();
    } catch (RuntimeException e) {
      // it may have been stopped since
      return undecided(machine, "the boot service failed: " + e);
    }
    if (decision.isDone()) {
      return decision;
    }
    // one that is stopped in the middle may never answer; its future is its own, so a copy
    return decision
        .copy()
        .completeOnTimeout(NO_WORD, 2 * patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<BootDecision> undecided(Machine machine, String reason) {
    report.unanswered(machine, Obstacle.NOT_READY, reason);
    return CompletableFuture.completedFuture(new BootDecision.Undecided(reason));
  }

  @Override
  public Target target(
      Client.Loads loads, LoadChoice choice, Machine machine, Inet4Address server) {
    return switch (loads) {
      case PROGRAM -> program(choice, machine, program -> byTftp(program, machine, server));
      case HTTP_PROGRAM -> program(choice, machine, program -> byHttp(program, machine, server));
      case SCRIPT ->
          staysInIpxe(choice, machine)
              ? script(machine, server)
              : program(choice, machine, program -> byTftp(program, machine, server));
      case NAMED_FILES -> new Target.Ready(new BootTarget.NamedFiles());
    };
  }

  /**
   * Whether an iPXE is what the machine was to come to: by its user's choice, which led to it; else
   * by the configuration. What cannot be known now is for iPXE, which does all that is wanted.
   */
  private boolean staysInIpxe(LoadChoice choice, Machine machine) {
    BootPrograms programs = bootPrograms.get();
    return !(choice instanceof LoadChoice.Auto)
        || programs == null
        || programs.loaderFor(machine) == Loader.IPXE;
  }

  private Target program(LoadChoice choice, Machine machine, Function<BootProgram, Target> target) {
    BootPrograms programs = bootPrograms.get();
    if (programs == null) {
      return notReady(missing("BootPrograms", "org.pixiecore.bootloaders"));
    }
    if (choice instanceof LoadChoice.Named named) {
      return programs
          .named(named.name())
          .map(target)
          .orElseGet(() -> noProgram("no boot program " + named.name() + " is installed"));
    }
    Optional<BootProgram> program =
        choice instanceof LoadChoice.Through through
            ? programs.programFor(machine, through.loader())
            : programs.programFor(machine);
    return program
        .map(target)
        .orElseGet(
            () ->
                noProgram(
                    "no boot program for it is installed; docs/bootloaders.md says what has one"));
  }

  /** Where PXELINUX cannot be told of a folder, it looks for its classic names by TFTP. */
  private Target byTftp(BootProgram program, Machine machine, Inet4Address server) {
    BootUrls urls = bootUrls.get();
    boolean readsFolder = program.loader() == Loader.PXELINUX && urls != null;
    Optional<String> folder = readsFolder ? urls.folder(server, machine) : Optional.empty();
    return new Target.Ready(new BootTarget.Program(program.name(), program.loader(), folder));
  }

  private Target byHttp(BootProgram program, Machine machine, Inet4Address server) {
    return url(
        urls -> urls.folder(server, machine),
        folder -> new BootTarget.HttpProgram(folder + program.name()),
        "boot program");
  }

  private Target script(Machine machine, Inet4Address server) {
    return url(urls -> urls.script(server, machine), BootTarget.Script::new, "script");
  }

  private Target url(
      Function<BootUrls, Optional<String>> url,
      Function<String, BootTarget> target,
      String whatToLoad) {
    BootUrls urls = bootUrls.get();
    if (urls == null) {
      return notReady(missing("BootUrls", "org.pixiecore.http"));
    }
    return url.apply(urls)
        .<Target>map(found -> new Target.Ready(target.apply(found)))
        .orElseGet(() -> notReady("no HTTP port is open to load its " + whatToLoad + " from"));
  }

  private static Target notReady(String reason) {
    return new Target.Missing(Obstacle.NOT_READY, reason);
  }

  private static Target noProgram(String reason) {
    return new Target.Missing(Obstacle.NO_BOOT_PROGRAM, reason);
  }

  private static String missing(String service, String bundle) {
    return "there is no " + service + " now; bundle " + bundle + " has it";
  }
}
