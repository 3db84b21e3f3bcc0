package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;

/** The page in Chromium, as people use it. */
class ConsolePageTest {

  private static final String LOADING = "a[href='#/machine/" + Scenes.LOADING + "']";

  @TempDir Path profile;

  private final Instant now = Instant.now();
  private TestConsole console;
  private Chromium chromium;

  @BeforeEach
  void open() throws Exception {
    chromium = new Chromium(profile);
    console = new TestConsole();
    chromium.screen(1280, 900, false);
  }

  @AfterEach
  void close() {
    if (console != null) {
      console.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aBootIsFollowedWithoutAReload() {
    console.serving();
    chromium.open(console.base());
    assertThat(chromium.text("#empty .big")).isEqualTo("No machine has asked yet.");

    console.happens(Scenes.loading(now, 10_000_000));
    assertThat(chromium.text(LOADING)).contains("Loading", "24 %");
    console.history.put(Scenes.loading(now, 30_000_000));
    eventually(() -> chromium.text(LOADING).contains("73 %"));
    console.happens(Boots.of(Scenes.LOADING, now).in(BootState.BOOTING, ChainLink.BOOT));
    eventually(() -> chromium.text(LOADING).contains("Booting"));

    eventually(() -> chromium.text("#announcer").contains("Booting"));
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void aMachineThatIsStuckSaysWhyAndWhereAndWhatToDo() {
    Scenes.fill(console, now);
    chromium.open(console.base() + "#/machine/" + Scenes.STUCK);

    assertThat(chromium.text(".diagnosis"))
        .contains("It stands at Program.", "never asked for it", "What to do: Look whether");
    assertThat(chromium.text(".chain [aria-current=step]")).contains("Program");
    assertThat(chromium.find(".chain [aria-current=step]").getAttribute("textContent"))
        .contains("stands here, in trouble");
    assertThat(chromium.all(".chain li.done")).hasSize(2);
    assertThat(chromium.text(".timeline li:first-child")).contains("has not asked for snponly.efi");
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void whatTheNetworkSendsIsTextAndNoMarkup() {
    console.happens(Scenes.hostile(now));
    chromium.screen(390, 844, false);
    chromium.open(console.base() + "#/machine/66:66:66:66:66:66");

    assertThat(chromium.text(".diagnosis")).contains("<img src=x onerror=");
    assertThat(chromium.all("main img, main script")).isEmpty();
    assertThat(chromium.driver().getTitle()).startsWith("66:66");
    assertThat(sticksOut()).as("nothing is wider than the phone").isFalse();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void whoSignsInHasAMachineBootSomethingAndSignsOut() {
    console.happens(Scenes.stuck(now));
    chromium.open(console.base() + "#/machine/" + Scenes.STUCK);
    assertThat(chromium.text("#machine")).contains("sign in");

    signIn("wrong");
    eventually(() -> chromium.text("#sign-in-error").contains("User or password is wrong"));
    chromium.find("#sign-in [name=password]").sendKeys(TestConsole.PASSWORD, Keys.ENTER);
    assertThat(chromium.text("#session .user")).isEqualTo(TestConsole.USER);
    button("Boot its local disk").click();
    eventually(() -> chromium.text(".outcome").contains("It boots its local disk"));
    assertThat(console.files.files).hasSize(1);

    button("Who decides what?").click();
    eventually(
        () -> chromium.text(".outcome").contains("It boots /srv/boot/vmlinuz with 1 initrd"));
    chromium.find("#machine summary").click();
    chromium.find("[name=kernel]").sendKeys("relative", Keys.ENTER);
    eventually(() -> chromium.text(".outcome .error").contains("neither an absolute path"));

    button("Sign out").click();
    eventually(() -> chromium.text("#machine").contains("sign in"));
    assertThat(chromium.complaints()).noneMatch(said -> said.contains("Content Security Policy"));
  }

  @Test
  void theKeyboardIsEnough() {
    Scenes.fill(console, now);
    chromium.open(console.base());
    chromium.find(LOADING);
    press(Keys.TAB, Keys.ENTER); // past the bar at the top
    press(Keys.TAB);
    press("giga");
    eventually(() -> chromium.all(".row").size() == 1);
    press(Keys.TAB, Keys.ENTER);

    assertThat(chromium.text("#machine h2")).isEqualTo(Scenes.STUCK);
    eventually(() -> "machine-title".equals(chromium.run("return document.activeElement.id")));
  }

  @Test
  void focusStaysWhileMachinesMove() {
    Scenes.fill(console, now);
    chromium.open(console.base());
    chromium.find(LOADING);
    chromium.run("document.querySelector(arguments[0]).focus()", LOADING);
    console.happens(
        Boots.of("52:54:00:00:00:99", now.plusSeconds(60)).in(BootState.ASKING, ChainLink.DHCP));
    console.happens(
        Boots.of(Scenes.LOADING, now.plusSeconds(90)).in(BootState.BOOTING, ChainLink.BOOT));
    eventually(() -> chromium.text(LOADING).contains("Booting"));

    assertThat(chromium.run("return document.activeElement.getAttribute('href')"))
        .isEqualTo("#/machine/" + Scenes.LOADING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingKeepsPeopleOutInTheLightAndInTheDark(boolean dark) throws Exception {
    Scenes.fill(console, now);
    chromium.screen(1280, 900, dark);
    chromium.open(console.base() + "#/machine/" + Scenes.STUCK);
    chromium.find(".diagnosis");
    assertThat(chromium.barriers()).isEmpty();

    chromium.screen(390, 844, dark);
    chromium.open(console.base() + "#/server");
    chromium.find("#server .part");
    assertThat(chromium.barriers()).isEmpty();
    chromium.open(console.base() + "#/machines");
    chromium.find(".row");
    assertThat(chromium.barriers()).isEmpty();
    assertThat(sticksOut()).isFalse();

    signIn(TestConsole.PASSWORD);
    chromium.find("#session .user");
    chromium.open(console.base() + "#/configuration");
    chromium.find("#configuration .keys");
    assertThat(chromium.barriers()).isEmpty();
    chromium.open(console.base() + "#/machine/" + Scenes.LOADING);
    chromium.find("#machine form.boot");
    assertThat(chromium.barriers()).isEmpty();
  }

  @Test
  void theDarkIsDark() {
    chromium.screen(390, 844, true);
    chromium.open(console.base());
    assertThat(chromium.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(14, 18, 24)");
  }

  @Test
  void whoWantsNoMotionHasNone() {
    console.happens(Scenes.loading(now, 5));
    chromium.media("prefers-reduced-motion", "reduce");
    chromium.open(console.base() + "#/machine/" + Scenes.LOADING);
    chromium.find(".chain .now .link");

    assertThat(
            chromium.run(
                "return getComputedStyle(document.querySelector('.chain .now .link')).animationName"))
        .isEqualTo("none");
  }

  @Test
  void aPageThatFindsNoPlaceLooksAgainByItself() {
    console.set("maxViewers", 1);
    console.happens(Scenes.loading(now, 5));
    chromium.open(console.base());
    chromium.find("[data-state=live]");
    chromium.run("window.open(location.href)");
    chromium
        .driver()
        .switchTo()
        .window(
            chromium.driver().getWindowHandles().stream()
                .reduce((first, last) -> last)
                .orElseThrow());

    assertThat(chromium.text("[data-state=looking]")).isEqualTo("every 10 s");
    assertThat(chromium.text(LOADING)).contains("Loading");
  }

  @Test
  void whereSigningInIsNeededThePageSaysSo() {
    console.set("readOnlyFor", "signedIn");
    console.happens(Scenes.loading(now, 5));
    chromium.open(console.base());
    eventually(() -> chromium.text("#notice").equals("Sign in first."));

    signIn(TestConsole.PASSWORD);
    assertThat(chromium.text(LOADING)).contains("Loading");
  }

  private void signIn(String password) {
    button("Sign in").click();
    chromium.find("#sign-in [name=user]").sendKeys(TestConsole.USER);
    chromium.find("#sign-in [name=password]").sendKeys(password, Keys.ENTER);
  }

  private WebElement button(String name) {
    return chromium.driver().findElement(By.xpath("//button[normalize-space()='" + name + "']"));
  }

  private void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      chromium.driver().switchTo().activeElement().sendKeys(key);
    }
  }

  private boolean sticksOut() {
    return (Boolean)
        chromium.run(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(condition);
  }
}
