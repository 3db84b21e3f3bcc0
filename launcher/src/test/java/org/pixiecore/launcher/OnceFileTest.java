package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceFileTest {

  private static final String BOOTER = "pixiecore-booter-api";
  private static final ServerOptions EVERYWHERE = options("", 80);
  private static final ServerOptions AT_ONE = options("192.0.2.1", 80);
  private static final ServerOptions AT_ANOTHER = options("192.0.2.2", 80);

  @TempDir private Path state;

  @Test
  void isNamedByAddressAndPort() throws IOException {
    assertThat(path(EVERYWHERE)).isEqualTo(state.resolve("once-0.0.0.0-80"));
    assertThat(path(AT_ONE)).isEqualTo(state.resolve("once-192.0.2.1-80"));
    assertThat(path(options("192.0.2.1", 8080))).isEqualTo(state.resolve("once-192.0.2.1-8080"));
    assertThat(path(options("2001:db8::1", 80)))
        .isEqualTo(state.resolve("once-2001:db8:0:0:0:0:0:1-80"));
  }

  /** Their instances are swapped, as the first that is free is taken; what they know is not. */
  @Test
  void twoServersKeepTheirsWhenTheyAreStartedInAnotherOrder() throws IOException {
    Path folderOfOne;
    try (OnceFile one = OnceFile.claim(state, AT_ONE);
        Instance first = Instance.claim(state, BOOTER);
        OnceFile another = OnceFile.claim(state, AT_ANOTHER);
        Instance second = Instance.claim(state, BOOTER)) {
      Files.writeString(one.path(), "of one");
      Files.writeString(another.path(), "of another");
      folderOfOne = first.folder();
      assertThat(second.folder()).isNotEqualTo(folderOfOne);
    }
    try (OnceFile another = OnceFile.claim(state, AT_ANOTHER);
        Instance first = Instance.claim(state, BOOTER);
        OnceFile one = OnceFile.claim(state, AT_ONE)) {
      assertThat(first.folder()).isEqualTo(folderOfOne);
      assertThat(another.path()).hasContent("of another");
      assertThat(one.path()).hasContent("of one");
    }
  }

  /** In another network namespace, where the same address and port are free. */
  @Test
  void twoAtOnceOfOneAddressDoNotWriteOneFile() throws IOException {
    try (OnceFile first = OnceFile.claim(state, EVERYWHERE);
        OnceFile second = OnceFile.claim(state, EVERYWHERE)) {
      assertThat(first.path()).isEqualTo(state.resolve("once-0.0.0.0-80"));
      assertThat(second.path()).isEqualTo(state.resolve("once-0.0.0.0-80.2"));
    }
    assertThat(path(EVERYWHERE)).isEqualTo(state.resolve("once-0.0.0.0-80"));
  }

  @Test
  void theLeasesAreBesideItUnderTheSameName() throws IOException {
    try (OnceFile first = OnceFile.claim(state, EVERYWHERE);
        OnceFile second = OnceFile.claim(state, EVERYWHERE)) {
      assertThat(first.leaseFile()).isEqualTo(state.resolve("leases-0.0.0.0-80"));
      assertThat(second.leaseFile()).isEqualTo(state.resolve("leases-0.0.0.0-80.2"));
    }
  }

  private Path path(ServerOptions server) throws IOException {
    try (OnceFile file = OnceFile.claim(state, server)) {
      return file.path();
    }
  }

  private static ServerOptions options(String address, int port) {
    try {
      return new ServerOptions(
          address.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(address)),
          port,
          false,
          Map.of(),
          Map.of(),
          Optional.empty(),
          false,
          false,
          false);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
