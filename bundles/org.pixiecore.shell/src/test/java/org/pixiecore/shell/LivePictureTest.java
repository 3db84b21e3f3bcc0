package org.pixiecore.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.JLineTerminal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

/** On a terminal as an ssh client has one, and where there is none. */
class LivePictureTest {

  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void drawsOnTheWholeScreenUntilAPersonPressesQ() throws IOException {
    try (Terminal terminal = terminal("xterm", "q")) {
      Attributes before = terminal.getAttributes();

      try (LivePicture picture = LivePicture.on(session(terminal, ""), true)) {
        picture.show(List.of("52:54:00:12:34:56 loading"));
        assertThat(picture.quit(LONG)).isTrue();
      }

      assertThat(terminal.getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
    }
    assertThat(printed()).contains("\u001b[?1049h", "52:54:00:12:34:56", "\u001b[?1049l");
  }

  @Test
  void drawsAllOfItAnewWhenTheTerminalHasAnotherSize() throws IOException {
    try (Terminal terminal = terminal("xterm", "q");
        LivePicture picture = LivePicture.on(session(terminal, ""), true)) {
      terminal.setSize(new Size(80, 24));
      picture.show(List.of("52:54:00:12:34:56 loading"));
      out.reset();
      picture.show(List.of("52:54:00:12:34:56 loading"));
      assertThat(printed()).doesNotContain("52:54:00:12:34:56");

      terminal.setSize(new Size(60, 20));
      picture.show(List.of("52:54:00:12:34:56 loading"));
      assertThat(printed()).contains("52:54:00:12:34:56 loading");
    }
  }

  @Test
  void ctrlCEndsItAsAKeyAndLeavesTheShellAlone() throws IOException {
    try (Terminal terminal = terminal("xterm", "")) {
      try (LivePicture picture = LivePicture.on(session(terminal, ""), true)) {
        picture.show(List.of("52:54:00:12:34:56 loading"));
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isFalse();
      }
      assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isTrue();
    }
    try (LivePicture picture = LivePicture.on(session(null, "\u0003"), true)) {
      assertThat(picture.quit(LONG)).isTrue();
    }
  }

  @Test
  void aClientThatIsGoneEndsIt() throws IOException {
    try (Terminal terminal = terminal("xterm", "");
        LivePicture picture = LivePicture.on(session(terminal, ""), true)) {
      assertThat(picture.quit(LONG)).isTrue();
    }
  }

  @Test
  void aTerminalThatCannotRedrawGetsTheLinesThatAreNew() throws IOException {
    try (Terminal terminal = terminal(Terminal.TYPE_DUMB, "");
        LivePicture picture = LivePicture.on(session(terminal, ""), true)) {
      picture.show(List.of("a", "b"));
      picture.show(List.of("a", "c"));
    }
    assertThat(printed()).isEqualToNormalizingNewlines("a\nb\nc\n");
  }

  @Test
  void withoutATerminalOtherKeysArePassedOver() throws IOException {
    try (LivePicture picture = LivePicture.on(session(null, "x"), false)) {
      assertThat(picture.quit(NO_TIME)).isFalse();
    }
    try (LivePicture picture = LivePicture.on(session(null, "xq"), false)) {
      assertThat(picture.quit(LONG)).isTrue();
    }
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private Terminal terminal(String type, String keys) throws IOException {
    return new ExternalTerminal("test", type, keyboard(keys), out, UTF_8);
  }

  private static InputStream keyboard(String keys) {
    return new ByteArrayInputStream(keys.getBytes(UTF_8));
  }

  private Session session(Terminal terminal, String keys) {
    PrintStream console = new PrintStream(out, true, UTF_8);
    InputStream keyboard = keyboard(keys);
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getTerminal" -> terminal == null ? null : new JLineTerminal(terminal);
                  case "getConsole" -> console;
                  case "getKeyboard" -> keyboard;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
