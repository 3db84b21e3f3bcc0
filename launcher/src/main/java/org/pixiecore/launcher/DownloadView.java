package org.pixiecore.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * Shows how far the files of a recipe are: on a terminal one line that moves, else a line now and
 * then. The service that knows is a bundle's, whose classes are not this program's, so it is asked
 * by the names of its methods.
 */
final class DownloadView {

  private static final String DOWNLOADS = "org.pixiecore.api.status.Downloads";
  private static final long TERMINAL_MILLIS = 200;
  private static final long LOG_MILLIS = 10_000;
  private static final String CLEAR = "\033[K";

  private final Framework framework;
  private final PrintStream out;
  private final boolean terminal;

  DownloadView(Framework framework, PrintStream out, boolean terminal) {
    this.framework = framework;
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether a person sees what is printed, as Linux tells (proc(5)). */
  static boolean isTerminal() {
    try {
      String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Begins, and goes on until this program ends. */
  void show() {
    Thread thread = new Thread(this::watch, "downloads");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    boolean shown = false;
    try {
      while (true) {
        Thread.sleep(terminal ? TERMINAL_MILLIS : LOG_MILLIS);
        List<ProgressLine> running = running();
        if (terminal && (shown || !running.isEmpty())) {
          // the cursor stays at the beginning, so that a line of the log takes the bar's place
          out.print(CLEAR + (running.isEmpty() ? "" : running.get(0).bar() + '\r'));
          out.flush();
        } else if (!terminal) {
          running.forEach(line -> out.println(line.plain()));
        }
        shown = !running.isEmpty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ReflectiveOperationException e) {
      out.println("pixiecore: how far the files are cannot be shown: " + e);
    }
  }

  private List<ProgressLine> running() throws ReflectiveOperationException {
    List<ProgressLine> running = new ArrayList<>();
    try {
      BundleContext context = framework.getBundleContext();
      ServiceReference<?> reference =
          context == null ? null : context.getServiceReference(DOWNLOADS);
      Object service = reference == null ? null : context.getService(reference);
      if (service == null) {
        return running;
      }
      for (Object download : (List<?>) get(service, "downloads")) {
        if (get(download, "state").toString().equals("RUNNING")) {
          running.add(
              new ProgressLine(
                  (String) get(download, "name"),
                  (Long) get(download, "fetched"),
                  (OptionalLong) get(download, "size")));
        }
      }
      return running;
    } catch (IllegalStateException e) {
      // the framework is stopping
      return List.of();
    }
  }

  private static Object get(Object from, String method)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    return from.getClass().getMethod(method).invoke(from);
  }
}
