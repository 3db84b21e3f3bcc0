package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmServletTest {

  private final FakeOneShots oneShots = new FakeOneShots();
  private final Confirmations confirmations = oneShots.confirmations();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer()
            .with(ServerUrls.CONFIRM_PATH + "/*", new ConfirmServlet(confirmations))
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aTicketIsSpent(String method) throws Exception {
    assertThat(ask(method, "/good").statusCode()).isEqualTo(200);
    assertThat(oneShots.spentTickets).containsExactly("good");
  }

  @Test
  void headSpendsNothing() throws Exception {
    assertThat(ask("HEAD", "/good").statusCode()).isEqualTo(200);
    assertThat(oneShots.spentTickets).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void withoutATicketItIsHarmlessAlsoWithoutACore(String path) throws Exception {
    confirmations.oneShots = null;
    assertThat(ask("GET", path).statusCode()).isEqualTo(200);
    assertThat(oneShots.spentTickets).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/forged", "/good/more", "/%3Cscript%3E"})
  void aTicketOfNobodysIsNotFound(String path) throws Exception {
    HttpResponse<byte[]> response = ask("GET", path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("This server did not make this ticket.\n");
  }

  @Test
  void whileTheCoreIsAwayTheClientIsToTryAgain() throws Exception {
    confirmations.oneShots = null;
    assertTryAgain();
  }

  @Test
  void whileTheDiskFailsTheClientIsToTryAgain() throws Exception {
    oneShots.failure = new IOException("/var/lib/secret/place is full");
    assertTryAgain();
  }

  @Test
  void aCoreThatFailsShowsNothingOfItself() throws Exception {
    oneShots.failure = new IllegalStateException("/var/lib/secret/place");
    assertTryAgain();
  }

  private void assertTryAgain() throws Exception {
    HttpResponse<byte[]> response = ask("GET", "/good");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValueAsLong("Retry-After")).hasValue(2);
    assertThat(text(response)).isEqualTo("The server cannot keep this in mind now. Try again.\n");
  }

  private HttpResponse<byte[]> ask(String method, String path) throws Exception {
    return server.send(method, server.base() + ServerUrls.CONFIRM_PATH + path);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
