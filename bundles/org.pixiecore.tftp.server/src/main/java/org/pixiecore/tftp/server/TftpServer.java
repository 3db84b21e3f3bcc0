package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends network boot programs by TFTP, and what they load further: what {@link BootPrograms} and
 * {@link LoaderFiles} know, and no other file.
 *
 * <p>Packets come and go on one thread, the {@link EventLoop}'s. What may wait for a disk, or for
 * the system's list of interfaces, happens on two others, and hands its result to the loop.
 */
@Component(name = TftpServer.PID, immediate = true, service = Listening.class)
@Designate(ocd = TftpConfiguration.class)
public final class TftpServer implements Listening {

  static final String PID = "org.pixiecore.tftp.server";

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
  private static final Duration RESCAN = Duration.ofSeconds(2);
  private static final int WAITING_THREADS = 2;

  private final LiveSettings<TftpSettings> settings;
  private final OpenFiles files;
  private final EventLoop loop;
  private final Listeners listeners;
  private final ScheduledExecutorService waiting;
  private final ScheduledFuture<?> rescans;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootPrograms bootPrograms;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LoaderFiles loaderFiles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootEvents bootEvents;

  /**
   * Listens where it can, and goes on trying where it cannot yet.
   *
   * @throws IOException if the system gives no event selector
   */
  @Activate
  public TftpServer(Map<String, Object> configuration) throws IOException {
    settings = new LiveSettings<>(TftpSettings::read, configuration);
    waiting = Executors.newScheduledThreadPool(WAITING_THREADS, TftpServer::waitingThread);
    Buffers buffers = new Buffers();
    Deadlines deadlines = new Deadlines(System::nanoTime);
    loop = new EventLoop(deadlines);
    files = new OpenFiles(loop::execute, waiting, deadlines, buffers.files());
    listeners =
        new Listeners(
            loop,
            buffers,
            new Requests(
                () -> bootPrograms,
                () -> loaderFiles,
                settings::current,
                deadlines,
                buffers,
                files,
                loop::execute,
                BootEvents.whileThere(() -> bootEvents)));
    TftpSettings first = settings.current();
    // before the loop runs, so that the service listens as soon as it is there
    listeners.listenOn(scan(first).orElse(Set.of()), first.port());
    loop.start();
    rescans =
        waiting.scheduleWithFixedDelay(
            this::rescan, RESCAN.toMillis(), RESCAN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<ListeningPort> ports() {
    return listeners.ports();
  }

  @Modified
  void modified(Map<String, Object> configuration) {
    if (settings.update(configuration)) {
      waiting.execute(this::rescan);
    }
  }

  @Deactivate
  void deactivate() {
    rescans.cancel(false);
    loop.execute(listeners::stop);
    loop.execute(files::close);
    loop.close();
    waiting.shutdownNow();
  }

  private void rescan() {
    try {
      TftpSettings current = settings.current();
      scan(current)
          .ifPresent(locals -> loop.execute(() -> listeners.listenOn(locals, current.port())));
    } catch (RuntimeException e) {
      // what throws is not scheduled again
      LOG.error("A defect in the search for interfaces; it goes on", e);
    }
  }

  /** Empty if the system does not say, or has no interface at all; then nothing is to change. */
  private static Optional<Set<LocalAddress>> scan(TftpSettings current) {
    try {
      return Optional.of(LocalAddress.scan(current.interfaces()));
    } catch (SocketException e) {
      LOG.debug("The system lists no interfaces: {}", e.toString());
      return Optional.empty();
    }
  }

  private static Thread waitingThread(Runnable work) {
    Thread thread = new Thread(work, "pixiecore-tftp-files");
    thread.setDaemon(true);
    return thread;
  }
}
