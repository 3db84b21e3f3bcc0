package org.pixiecore.console;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.MachineBoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches machines, and passes on what happens on a thread of its own. */
@Component(service = {BootWatcher.class, LiveMachines.class})
public final class LiveMachines implements BootWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMachines.class);

  /** In which changes are gathered; people see no difference. */
  private static final long GATHER_MS = 100;

  private static final long BEAT_MS = 1000;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("pixiecore-console"));
  private final Viewers viewers = new Viewers();
  private final LiveView view;

  @Activate
  public LiveMachines(@Reference ServerView server) {
    view = new LiveView(server, viewers);
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> carefully(view::beat), BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void deactivate() {
    thread.shutdownNow();
    viewers.close();
  }

  @Override
  public void changed(MachineBoot boot) {
    if (!view.change(boot)) {
      return;
    }
    try {
      Future<?> unused =
          thread.schedule(() -> carefully(view::tell), GATHER_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nobody is told of {} at the end", boot.mac());
    }
  }

  /**
   * Has one watch from now on, beginning with how everything stands.
   *
   * @param most how many there may be
   * @return false if there are as many
   */
  boolean watch(Viewer viewer, int most) {
    if (!viewers.add(viewer, most)) {
      return false;
    }
    thread.execute(
        () ->
            carefully(
                () -> {
                  if (!viewer.send(view.beginning())) {
                    viewers.remove(viewer);
                  }
                }));
    return true;
  }

  /** One does not watch any longer. */
  void leave(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** What other bundles answer must not end the thread. */
  private static void carefully(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("Who watches is not told", e);
    }
  }
}
