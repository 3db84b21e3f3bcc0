package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.MacAddress;

class LeaseFileTest {

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path folder;
  private Path path;
  private LeaseFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("state/leases");
    file = new LeaseFile(path);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  void whatIsAddedIsReadAndTheLatestCounts() throws IOException {
    Lease first = lease(1, NOON);
    Lease second = new Lease(Ipv4.parse("10.0.0.2"), new ClientKey("ff0102"), mac(2), NOON);
    file.add(List.of(first), List.of(first));
    file.add(List.of(second), List.of(first, second));
    Lease longer = first.until(NOON.plusSeconds(9));
    file.add(List.of(longer), List.of(longer, second));
    LeaseFile.Content content = new LeaseFile(path).read();
    assertThat(content.leases()).containsExactlyInAnyOrder(longer, second);
    assertThat(content.damaged()).isZero();
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void withoutAFileThereIsNothing() throws IOException {
    assertThat(file.read().leases()).isEmpty();
  }

  @Test
  void aLastLineWithoutItsEndWasNeverAcknowledged() throws IOException {
    Lease whole = lease(1, NOON);
    file.add(List.of(whole), List.of(whole));
    // a crash in the middle: what is there looks like another address
    Files.writeString(path, NOON + " 10.0.0.1", StandardOpenOption.APPEND);
    LeaseFile.Content content = new LeaseFile(path).read();
    assertThat(content.leases()).containsExactly(whole);
    assertThat(content.damaged()).isZero();
  }

  @Test
  void aDamagedLineCostsItselfAndTheFileIsKeptAside() throws IOException {
    Lease whole = lease(1, NOON);
    file.add(List.of(whole), List.of(whole));
    Files.writeString(path, "yesterday 10.0.0.2 x y\n\u0000\u0000\n", StandardOpenOption.APPEND);
    assertThat(file.read().damaged()).isEqualTo(2);
    assertThat(file.read().leases()).containsExactly(whole);
    assertThat(Files.readString(file.setAside())).contains("yesterday");
  }

  @Test
  void aFileOfManyReplacedLinesIsWrittenAnew() throws IOException {
    Lease lease = lease(1, NOON);
    for (int i = 0; i < 10; i++) {
      lease = lease.until(NOON.plusSeconds(i));
      file.add(Collections.nCopies(1000, lease), List.of(lease));
    }
    assertThat(Files.readAllLines(path)).hasSizeLessThan(5000);
    assertThat(new LeaseFile(path).read().leases()).containsExactly(lease);
    assertThat(path.getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void whereNothingCanBeWrittenThatIsSaidWithTheFilesName() throws IOException {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    try (LeaseFile lost = new LeaseFile(blocked.resolve("leases"))) {
      assertThatThrownBy(() -> lost.add(List.of(lease(1, NOON)), List.of(lease(1, NOON))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("blocked/leases")
          .hasMessageContaining("cannot be written");
    }
  }

  @Test
  void aFullDiskLosesNothingThatWasThere() throws IOException {
    Lease lease = lease(1, NOON);
    // writing anew fails, for there is a folder with something in it where the new file is to be
    Files.createDirectories(folder.resolve("state/leases.new/x"));
    assertThatThrownBy(() -> file.write(List.of(lease))).isInstanceOf(IOException.class);
    Files.delete(folder.resolve("state/leases.new/x"));
    Files.delete(folder.resolve("state/leases.new"));
    file.add(List.of(lease), List.of(lease));
    assertThat(new LeaseFile(path).read().leases()).containsExactly(lease);
  }

  private static Lease lease(int number, Instant ends) {
    return new Lease(
        Ipv4.parse("10.0.0." + number), new ClientKey(mac(number).toString()), mac(number), ends);
  }

  private static MacAddress mac(int number) {
    return new MacAddress(0x525400770000L + number);
  }
}
