package org.pixiecore.loaders;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.SealedFiles;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What boot loaders need of other bundles, each of which may be away for a while. */
@Component(service = Core.class)
public final class Core {

  /** What came of a machine's word that it boots. */
  enum Confirmation {
    /** It is kept on disk, since now or before; or there was nothing to keep. */
    SPENT,

    /** This server did not make the ticket. */
    FOREIGN,

    /** The machine is to say so again. */
    NOT_NOW
  }

  private static final Logger LOG = LoggerFactory.getLogger(Core.class);

  /** Within it every boot loader still waits for its configuration. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int IDLE_SECONDS = 30;

  /** One more than one, so that a dead network drive with firmware holds up no confirmation. */
  private static final int THREADS = 2;

  /** A machine that finds no place asks again. */
  private static final int MOST_WAITING = 1000;

  /** Its threads end when they have been idle for a while. */
  private final ThreadPoolExecutor disk =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          DaemonThreads.named("pixiecore-loaders"));

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootService booters;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedFiles files;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile OneShots oneShots;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootUrls urls;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootInquiry inquiry;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootEvents bootEvents;

  private final BootReports reports = new BootReports(BootEvents.whileThere(() -> bootEvents));

  /** Nothing is asked of it yet. */
  public Core() {
    disk.allowCoreThreadTimeOut(true);
  }

  /** What waits for the disk is still answered, and nothing new is taken. */
  @Deactivate
  void deactivate() {
    disk.shutdown();
  }

  /** Takes what is seen of boots, whether anybody listens or not. */
  BootReports reports() {
    return reports;
  }

  /** Runs what may wait for a disk; refuses what is too much, and everything once it is closed. */
  Executor disk() {
    return disk;
  }

  /**
   * What a machine boots.
   *
   * @return completes, never exceptionally
   */
  CompletionStage<BootDecision> decide(Machine machine) {
    BootService asked = booters;
    if (asked == null) {
      return CompletableFuture.completedFuture(new BootDecision.Undecided("the core is not there"));
    }
    try {
      return asked.decide(machine, PATIENCE);
    } catch (RuntimeException e) {
      // a core that is being stopped: the next one answers better
      LOG.error("{}: the core failed", machine, e);
      return CompletableFuture.completedFuture(new BootDecision.Undecided("this server failed"));
    }
  }

  /** Seals files; empty while the core is away. */
  Optional<SealedFiles> seal() {
    return Optional.ofNullable(files);
  }

  /** Where the machine finds this server by HTTP; empty while nothing serves there. */
  Optional<String> base(InetAddress server) {
    BootUrls asked = urls;
    return asked == null ? Optional.empty() : asked.base(server);
  }

  /** The machine as it asked last; empty if that is not known. */
  Optional<Machine> lastSeen(MacAddress mac) {
    BootInquiry asked = inquiry;
    return asked == null ? Optional.empty() : asked.lastSeen(mac);
  }

  /** The machines that asked of late, as they asked last. */
  List<Machine> seen() {
    BootInquiry asked = inquiry;
    return asked == null ? List.of() : asked.seen();
  }

  /**
   * A machine asks for what it loads last, and so says that it boots. Returns at once, while the
   * answer waits for a disk. An {@linkplain LoaderRequest#inquiry inquiry} says nothing, and spends
   * nothing.
   *
   * @param ticket whatever a client sent; empty if there is nothing to spend
   * @return completes, never exceptionally
   */
  CompletionStage<Confirmation> confirmLater(LoaderRequest request, Optional<String> ticket) {
    if (request.inquiry() || ticket.isEmpty()) {
      return CompletableFuture.completedFuture(Confirmation.SPENT);
    }
    try {
      return CompletableFuture.supplyAsync(() -> confirm(request, ticket.get()), disk);
    } catch (RejectedExecutionException e) {
      LOG.warn(
          "A machine says that it boots, but too many do, or this stops: it is to say so again");
      return CompletableFuture.completedFuture(Confirmation.NOT_NOW);
    }
  }

  /**
   * A machine says that it boots. Waits for a disk, so it is not for receive loops.
   *
   * @param ticket whatever a client sent
   */
  private Confirmation confirm(LoaderRequest request, String ticket) {
    OneShots asked = oneShots;
    if (asked == null) {
      LOG.info("A machine says that it boots, but the core is not there: it is to say so again");
      return Confirmation.NOT_NOW;
    }
    try {
      Optional<OneShots.Spent> spent = asked.confirm(ticket);
      spent.ifPresent(boot -> reports.confirmed(request, boot));
      return spent.isPresent() ? Confirmation.SPENT : Confirmation.FOREIGN;
    } catch (IOException e) {
      LOG.error(
          "A machine boots what it boots once, and that cannot be kept: {}. It does not boot until"
              + " it can.",
          new OneLine(e.getMessage()));
      return Confirmation.NOT_NOW;
    } catch (RuntimeException e) {
      // a core that is being stopped: the next one answers better
      LOG.error("A machine says that it boots, and the core failed", e);
      return Confirmation.NOT_NOW;
    }
  }
}
