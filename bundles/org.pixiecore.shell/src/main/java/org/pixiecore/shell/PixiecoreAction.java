package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;

/** What our commands have in common: a failure is one line for people. */
abstract class PixiecoreAction implements Action {

  @Reference BundleContext context;

  @Reference Session session;

  /**
   * What the command does.
   *
   * @throws IllegalArgumentException if what was typed is wrong; the message is for people
   * @throws IOException if it cannot be done now; the message is for people
   */
  abstract void run(PrintStream out)
      throws IOException, InterruptedException, ExecutionException, TimeoutException;

  @Override
  public final Object execute() throws Exception {
    try {
      run(session.getConsole());
    } catch (IllegalArgumentException | IOException e) {
      throw new CommandException(e.getMessage(), e.getMessage(), e);
    }
    // the shell prints what is returned
    return null;
  }
}
