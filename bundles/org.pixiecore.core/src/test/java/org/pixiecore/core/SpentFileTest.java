package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.MacAddress;

class SpentFileTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final OneShot PLAIN = new OneShot(Machines.MAC, "lab", "order-1");
  private static final OneShot ODD =
      new OneShot(new MacAddress(1), "a b\n#c", "\u00e9 \uD83D\uDE00%\t\r\n ");
  private static final OneShot UNNAMED = new OneShot(new MacAddress(2), "", "");
  private static final SpentOrders ORDERS =
      SpentOrders.NONE
          .with(Map.of(PLAIN, NOON))
          .with(Map.of(ODD, NOON.plusMillis(1)))
          .with(Map.of(UNNAMED, NOON));

  @TempDir Path folder;

  @Test
  void readsWhatItWroteInTheSameOrder() throws IOException {
    file().write(ORDERS);
    SpentFile.Content content = file().read();

    assertThat(content).isEqualTo(new SpentFile.Content(ORDERS, 0));
    assertThat(content.orders().confirmed().keySet()).containsExactly(PLAIN, ODD, UNNAMED);
  }

  @Test
  void isReadableForPeople() throws IOException {
    file().write(ORDERS);
    assertThat(file().path())
        .content()
        .startsWith("# What machines have booted once")
        .contains("\n2026-11-22T12:00:00Z 52:54:00:12:34:56 lab order-1\n");
  }

  @Test
  void noFileHoldsNothing() throws IOException {
    assertThat(file().read()).isEqualTo(new SpentFile.Content(SpentOrders.NONE, 0));
  }

  @Test
  void writingReplacesTheWholeAndLeavesNothingElse() throws IOException {
    file().write(ORDERS);
    file().write(SpentOrders.NONE);

    assertThat(file().read().orders()).isEqualTo(SpentOrders.NONE);
    try (var files = Files.list(file().path().getParent())) {
      assertThat(files).containsExactly(file().path());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:00Z 52:54:00:12:34:56 lab",
        "2026-11-22T12:00:00Z 52:54:00:12:34:56 lab order more",
        "yesterday 52:54:00:12:34:56 lab order",
        "2026-11-22T12:00:00Z 52:54:00:12:34 lab order",
        "2026-11-22T12:00:00Z 52:54:00:12:34:56 lab order%4",
        "\u0000\u0001\u0002",
        " "
      })
  void aDamagedLineCostsNoOther(String damaged) throws IOException {
    file().write(ORDERS);
    Files.writeString(file().path(), damaged + "\n" + Files.readString(file().path()));

    assertThat(file().read()).isEqualTo(new SpentFile.Content(ORDERS, 1));
  }

  @Test
  void aFileCutOffInTheMiddleOfALineIsReadUpToThere() throws IOException {
    file().write(SpentOrders.NONE.with(Map.of(UNNAMED, NOON)).with(Map.of(PLAIN, NOON)));
    byte[] whole = Files.readAllBytes(file().path());
    Files.write(
        file().path(),
        new String(whole, StandardCharsets.UTF_8)
            .replace(" lab order-1\n", "")
            .getBytes(StandardCharsets.UTF_8));

    assertThat(file().read())
        .isEqualTo(new SpentFile.Content(SpentOrders.NONE.with(Map.of(UNNAMED, NOON)), 1));
  }

  @Test
  void whatCannotBeReadOrWrittenIsSaidByName() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("a folder"));
    SpentFile impossible = new SpentFile(directory);
    assertThatIOException()
        .isThrownBy(impossible::read)
        .withMessageContaining(directory.toString())
        .withMessageContaining("cannot be read");
    Path below = Files.createFile(folder.resolve("a file")).resolve("once");
    assertThatIOException()
        .isThrownBy(() -> new SpentFile(below).write(ORDERS))
        .withMessageContaining(below.toString())
        .withMessageContaining("cannot be written");
  }

  private SpentFile file() {
    return new SpentFile(folder.resolve("new/once"));
  }
}
