package org.pixiecore.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key with which those who may read a file of the server's log in to its shell, instead of a
 * password: {@code bin/admin} makes one and uses it.
 */
final class AdminKey {

  /** Whom it logs in. */
  private static final String USER = "admin";

  /** What Karaf's own administrators may. */
  private static final String ROLES = "group,admin,manager,viewer,systembundles,ssh";

  private static final int BITS = 3072;

  private AdminKey() {}

  /**
   * Makes one.
   *
   * @param arguments the file for the key, which must not exist, and Karaf's {@code
   *     keys.properties}
   */
  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    make(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /**
   * Makes a key that only its owner can read, and lets it in, in place of an earlier one.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   */
  static void make(Path file, Path users) throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    KeyPair pair = generator.generateKeyPair();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    letIn((RSAPublicKey) pair.getPublic(), users);
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(lines.encodeToString(pair.getPrivate().getEncoded())),
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void letIn(RSAPublicKey key, Path users) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(users));
    lines.removeIf(line -> line.matches(USER + "\\s*=.*"));
    lines.add(USER + "=" + encoded(key) + "," + ROLES);
    Files.write(users, lines);
  }

  /** As SSH sends it (RFC 4253, section 6.6). */
  static String encoded(RSAPublicKey key) {
    byte[] name = {'s', 's', 'h', '-', 'r', 's', 'a'};
    byte[] exponent = key.getPublicExponent().toByteArray();
    byte[] modulus = key.getModulus().toByteArray();
    ByteBuffer all =
        ByteBuffer.allocate(3 * Integer.BYTES + name.length + exponent.length + modulus.length);
    for (byte[] part : List.of(name, exponent, modulus)) {
      all.putInt(part.length).put(part);
    }
    return Base64.getEncoder().encodeToString(all.array());
  }
}
