package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Secret;

/** How this server shows the API who it is: the Authorization field of its requests. */
sealed interface Login {

  /** It does not. */
  record None() implements Login {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** A bearer token (RFC 6750). */
  record Bearer(Secret token) implements Login {
    @Override
    public Optional<String> authorization() throws IOException {
      return Optional.of("Bearer " + checked(token.read()));
    }
  }

  /** A user's name and password (RFC 7617). */
  record Basic(String user, Secret password) implements Login {
    @Override
    public Optional<String> authorization() throws IOException {
      return Optional.of(basic(user + ":" + password.read()));
    }
  }

  /** What stands in the API's URL before the host. */
  record UserInfo(URI url) implements Login {
    @Override
    public Optional<String> authorization() {
      return Optional.of(basic(url.getUserInfo()));
    }

    /** Without the URL, which has the password. */
    @Override
    public String toString() {
      return "UserInfo";
    }
  }

  /**
   * The field's value; empty to send none.
   *
   * @throws IOException if a secret cannot be read; the message says which, for people
   */
  Optional<String> authorization() throws IOException;

  /**
   * Reads a configuration.
   *
   * @param url the API's, whose user info serves where nothing else is configured
   */
  static Login read(Configuration configuration, Optional<URI> url) {
    Optional<Secret> token = configuration.secret("token");
    Optional<Secret> password = configuration.secret("password");
    String user = configuration.text("user", "");
    if (!user.isEmpty() && token.isPresent()) {
      configuration.refuse("user", "either a token or a user, and not both");
    }
    if (user.contains(":")) {
      configuration.refuse("user", "a name without a colon");
    }
    if (user.isEmpty() == password.isPresent()) {
      configuration.refuse("user", "a name just when there is a password, and the other way round");
    }
    if (token.isPresent()) {
      return new Bearer(token.get());
    }
    if (!user.isEmpty() && password.isPresent()) {
      return new Basic(user, password.get());
    }
    return url.filter(u -> u.getUserInfo() != null).<Login>map(UserInfo::new).orElseGet(None::new);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String checked(String token) throws IOException {
    // not in the message: it is the secret
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new IOException(
          "the token holds blanks or what is not ASCII, which no header field can");
    }
    return token;
  }
}
