package org.pixiecore.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * Lines on a terminal that are drawn again and again in the same place, until a person presses q or
 * Ctrl-C. Where there is no terminal that can do so, those that are new are printed.
 */
abstract class LivePicture implements AutoCloseable {

  private static final int CTRL_C = 3;

  /** Lines and columns where the terminal does not say. */
  private static final Size USUAL = new Size(80, 24);

  /** How many lines and columns a picture may have. */
  abstract Size size();

  /** Shows these lines in place of the last ones. */
  abstract void show(List<String> lines);

  /**
   * Waits.
   *
   * @return whether a person wants no more of it
   */
  abstract boolean quit(Duration patience) throws IOException;

  @Override
  public abstract void close();

  /**
   * On the terminal of a session.
   *
   * @param whole whether it takes the whole screen, and gives it back afterwards
   */
  static LivePicture on(Session session, boolean whole) {
    return session.getTerminal() instanceof Terminal terminal
            && !terminal.getType().startsWith(Terminal.TYPE_DUMB)
        ? new Drawn(terminal, whole)
        : new Printed(session);
  }

  private static boolean isQuit(int key) {
    return key == 'q' || key == 'Q' || key == CTRL_C;
  }

  private static final class Drawn extends LivePicture {

    private static final int END = -1;

    private final Terminal terminal;
    private final boolean whole;
    private final Attributes before;
    private final Display display;
    private Size drawn = new Size();

    Drawn(Terminal terminal, boolean whole) {
      this.terminal = terminal;
      this.whole = whole;
      before = terminal.enterRawMode();
      withoutSignals();
      display = new Display(terminal, whole);
      if (whole) {
        terminal.puts(Capability.enter_ca_mode);
      }
      terminal.puts(Capability.cursor_invisible);
      terminal.flush();
    }

    /**
     * Ctrl-C is a key here. As a signal it would give the terminal back to the shell's prompt while
     * this picture still is on it.
     */
    private void withoutSignals() {
      Attributes attributes = terminal.getAttributes();
      attributes.setLocalFlag(LocalFlag.ISIG, false);
      terminal.setAttributes(attributes);
    }

    @Override
    Size size() {
      Size size = terminal.getSize();
      return size.getRows() > 0 && size.getColumns() > 0 ? size : USUAL;
    }

    @Override
    void show(List<String> lines) {
      Size size = size();
      if (!size.equals(drawn)) {
        display.resize(size.getRows(), size.getColumns());
        display.clear(); // the terminal has moved what was there, nobody knows where to
        drawn = size;
      }
      display.update(
          lines.stream()
              .limit(size.getRows())
              .map(line -> new AttributedString(line).columnSubSequence(0, size.getColumns()))
              .toList(),
          -1);
    }

    @Override
    boolean quit(Duration patience) throws IOException {
      try {
        int key = terminal.reader().read(patience.toMillis());
        return key == END || isQuit(key);
      } catch (InterruptedIOException e) {
        return true; // the session ends
      }
    }

    @Override
    public void close() {
      if (whole) {
        terminal.puts(Capability.exit_ca_mode);
      } else {
        terminal.writer().println();
      }
      terminal.puts(Capability.cursor_visible);
      terminal.flush();
      terminal.setAttributes(before);
    }
  }

  private static final class Printed extends LivePicture {

    private final PrintStream out;
    private final InputStream keyboard;
    private List<String> last = List.of();

    Printed(Session session) {
      out = session.getConsole();
      keyboard = session.getKeyboard();
    }

    @Override
    Size size() {
      return USUAL;
    }

    @Override
    void show(List<String> lines) {
      List<String> fresh = new ArrayList<>(lines);
      fresh.removeAll(last);
      fresh.forEach(out::println);
      last = List.copyOf(lines);
    }

    @Override
    boolean quit(Duration patience) throws IOException {
      while (keyboard.available() > 0) {
        if (isQuit(keyboard.read())) {
          return true;
        }
      }
      try {
        Thread.sleep(patience.toMillis());
        return false;
      } catch (InterruptedException e) {
        return true; // Ctrl-C
      }
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
