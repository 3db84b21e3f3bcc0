package org.pixiecore.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows the receiver whose a notification is, and that it is as it was sent and not of long ago: in
 * the form of the Standard Webhooks, for which there are libraries.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  /** What a key begins with that is given in Base64. */
  private static final String BASE64_KEY = "whsec_";

  private Signature() {}

  /**
   * The value of the header field {@code Webhook-Signature}.
   *
   * @param timestamp in seconds since 1970
   * @throws IOException if the secret is no key; the message does not show it
   */
  static String of(String secret, String id, long timestamp, String body) throws IOException {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IOException("Java cannot sign with " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret) throws IOException {
    if (!secret.startsWith(BASE64_KEY)) {
      return secret.getBytes(UTF_8);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.substring(BASE64_KEY.length()));
    } catch (IllegalArgumentException e) {
      // not as the cause: its message has a part of the secret
      throw new IOException("behind " + BASE64_KEY + " the secret is no Base64");
    }
    if (key.length == 0) {
      throw new IOException("behind " + BASE64_KEY + " there is no secret");
    }
    return key;
  }
}
