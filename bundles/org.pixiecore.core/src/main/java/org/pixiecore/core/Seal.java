package org.pixiecore.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals text with AES-256-GCM (NIST SP 800-38D) into base64url without padding (RFC 4648 section
 * 5): the nonce, the encrypted text, the tag.
 *
 * <p>The nonce is synthetic: the first 96 bits of an HMAC-SHA-256 of the text, under a key of its
 * own. The same text so gives the same token, after a restart too, and a client that resumes or
 * revalidates a download finds the same URL. GCM forbids a nonce to be used for two texts; here
 * that takes a collision of the HMAC's first 96 bits, which no realistic number of texts comes near
 * (about 2<sup>48</sup> for an even chance). What determinism gives away is whether two tokens are
 * of one file, and that is the purpose.
 *
 * <p>Each purpose has its own two keys, derived from the key file's with HMAC-SHA-256, so that no
 * key has two uses.
 */
final class Seal {

  /** What tokens are for: one of one purpose is none of another's. */
  enum Purpose {
    /** The location of a file. */
    FILE("file URL"),

    /** A boot that is carried out once. */
    TICKET("boot ticket");

    private final String label;

    Purpose(String label) {
      this.label = label;
    }
  }

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /** None is longer in any request line that an HTTP server takes. */
  private static final int LONGEST_TOKEN = 8192;

  private final SecretKeySpec encryption;
  private final SecretKeySpec nonces;

  /**
   * @param key 32 secret octets
   */
  Seal(byte[] key, Purpose purpose) {
    encryption = new SecretKeySpec(derived(key, purpose.label + " encryption"), "AES");
    nonces = hmacKey(derived(key, purpose.label + " nonces"));
  }

  String seal(String text) {
    byte[] plain = text.getBytes(UTF_8);
    byte[] nonce = Arrays.copyOf(hmac(nonces, plain), NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
      byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BYTES);
      cipher.doFinal(plain, 0, plain.length, token, NONCE_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM does not work in this Java", e);
    }
  }

  /** The sealed text; empty if the token was not made with this key, or changed since. */
  Optional<String> unseal(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(token);
      if (sealed.length < NONCE_BYTES + TAG_BYTES) {
        return Optional.empty();
      }
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, sealed)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(new String(plain, UTF_8));
    } catch (IllegalArgumentException | AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM does not work in this Java", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonceFirst) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, encryption, new GCMParameterSpec(TAG_BYTES * 8, nonceFirst, 0, NONCE_BYTES));
    return cipher;
  }

  private static byte[] derived(byte[] key, String label) {
    return hmac(hmacKey(key), label.getBytes(UTF_8));
  }

  private static SecretKeySpec hmacKey(byte[] key) {
    return new SecretKeySpec(key, "HmacSHA256");
  }

  private static byte[] hmac(SecretKeySpec key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 does not work in this Java", e);
    }
  }
}
