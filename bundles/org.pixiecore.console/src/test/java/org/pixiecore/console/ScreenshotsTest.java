package org.pixiecore.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the pictures of docs/console.md, when it is told where to: {@code -Dscreenshots=FOLDER}.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotsTest {

  @TempDir Path profile;

  private final Path folder = Path.of(System.getProperty("screenshots"));

  @Test
  void thePictures() throws Exception {
    Instant now = Instant.now();
    try (TestConsole console = new TestConsole();
        Chromium chromium = new Chromium(profile)) {
      draw(chromium, console.base() + "#/machines", "empty", "#empty .big");
      Scenes.fill(console, now);
      draw(chromium, console.base() + "#/machines", "machines", ".row .why");
      draw(chromium, console.base() + "#/machine/" + Scenes.LOADING, "loading", ".chain .now");
      draw(chromium, console.base() + "#/machine/" + Scenes.STUCK, "stuck", ".diagnosis");
      console.ports.set(
          2,
          TestConsole.port(
              "TFTP",
              69,
              Optional.empty(),
              Optional.of(
                  "Another program has it: ss -lunp tells which. Stop that, or set port.")));
      draw(chromium, console.base() + "#/server", "server", "#server .problem");
      console.happens(Scenes.hostile(now));
      draw(chromium, console.base() + "#/machine/66:66:66:66:66:66", "long", ".diagnosis");
    }
  }

  private void draw(Chromium chromium, String url, String name, String awaited) throws Exception {
    for (boolean dark : new boolean[] {false, true}) {
      draw(chromium, url, name + "-phone" + (dark ? "-dark" : ""), awaited, 390, 844, dark);
      draw(chromium, url, name + "-desktop" + (dark ? "-dark" : ""), awaited, 1280, 900, dark);
    }
  }

  private void draw(
      Chromium chromium,
      String url,
      String name,
      String awaited,
      int width,
      int height,
      boolean dark)
      throws Exception {
    chromium.screen(width, height, dark);
    chromium.open("about:blank");
    chromium.open(url);
    chromium.find(awaited);
    chromium.screenshot(folder.resolve("console-" + name + ".png"));
  }
}
