package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyTest {

  @TempDir Path folder;
  private Path key;
  private Path users;

  @BeforeEach
  void noKey() throws Exception {
    key = folder.resolve("admin.key");
    users = Files.writeString(folder.resolve("keys.properties"), "# users\nalice=AAAA,ssh\n");
  }

  @Test
  void onlyItsOwnerReadsIt() throws Exception {
    AdminKey.make(key, users);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
  }

  @Test
  void itIsLetInBesideTheOthers() throws Exception {
    AdminKey.make(key, users);

    List<String> lines = Files.readAllLines(users);
    assertThat(lines).hasSize(3).startsWith("# users", "alice=AAAA,ssh");
    assertThat(lines.get(2))
        .startsWith("admin=AAAAB3NzaC1yc2E")
        .endsWith(",viewer,systembundles,ssh");
  }

  @Test
  void aNewOneTakesTheLostOnesPlace() throws Exception {
    AdminKey.make(key, users);
    Files.delete(key);

    AdminKey.make(key, users);

    assertThat(Files.readAllLines(users)).hasSize(3);
  }

  @Test
  void oneThatIsThereIsKept() throws Exception {
    AdminKey.make(key, users);

    assertThatThrownBy(() -> AdminKey.make(key, users))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  /** The encoding, with numbers small enough to read. */
  @Test
  void theEncodingIsThatOfSsh() throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(511).add(BigInteger.ONE);
    RSAPublicKey publicKey =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));

    // ssh-rsa, 65537, and the modulus with the zero that keeps it positive
    assertThat(AdminKey.encoded(publicKey))
        .isEqualTo("AAAAB3NzaC1yc2EAAAADAQABAAAAQQCA" + "A".repeat(83) + "B");
  }
}
