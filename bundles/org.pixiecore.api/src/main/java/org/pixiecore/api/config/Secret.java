package org.pixiecore.api.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A password, token or key of a configuration. It says itself, or where it is kept: {@code
 * env:NAME} is an environment variable of the server's, {@code file:/path} a file's content without
 * white space at its end. Read each time that it is needed, so that a file may be renewed while the
 * server runs. Never shown by {@link #toString()}.
 */
public final class Secret {

  /** What is allowed, for people. */
  static final String ALLOWED = "the secret itself, env:VARIABLE or file:/absolute/path";

  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";
  private static final int LONGEST = 64 * 1024;

  private final String source;
  private final UnaryOperator<String> environment;

  Secret(String source, UnaryOperator<String> environment) {
    if (source.startsWith(FILE) && !Path.of(source.substring(FILE.length())).isAbsolute()) {
      throw new IllegalArgumentException("the file's path is relative");
    }
    this.source = source;
    this.environment = environment;
  }

  /** Reads what a person writes. */
  public static Secret of(String source) {
    return new Secret(source, System::getenv);
  }

  /**
   * The secret.
   *
   * @throws IOException if the variable or file that holds it is not there, or empty; the message
   *     names it, for people
   */
  public String read() throws IOException {
    if (source.startsWith(ENVIRONMENT)) {
      String name = source.substring(ENVIRONMENT.length());
      return notEmpty(environment.apply(name), "the environment variable " + name);
    }
    if (source.startsWith(FILE)) {
      Path file = Path.of(source.substring(FILE.length()));
      return notEmpty(content(file), file.toString());
    }
    return source;
  }

  private static String content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new IOException(
          "the secret in %s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  private static String notEmpty(String secret, String where) throws IOException {
    if (secret == null || secret.isEmpty()) {
      throw new IOException(where + ", which is to hold a secret, is not set or is empty");
    }
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** Where it is kept; never the secret. */
  @Override
  public String toString() {
    return source.startsWith(ENVIRONMENT) || source.startsWith(FILE) ? source : "(hidden)";
  }
}
