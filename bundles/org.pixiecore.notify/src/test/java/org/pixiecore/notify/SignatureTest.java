package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class SignatureTest {

  /** By: printf %s '1.1700000000.{"a":1}' | openssl dgst -sha256 -hmac hunter2 -binary | base64. */
  @Test
  void itIsWhatOpensslSays() throws Exception {
    assertThat(Signature.of("hunter2", "1", 1_700_000_000, "{\"a\":1}"))
        .isEqualTo("v1,tFfIAACKEc07Hx0HjXEX93LLjf0FmWsrinVxJDJk07c=");
  }

  /** The example of the specification at standardwebhooks.com. */
  @Test
  void itIsWhatTheStandardWebhooksSay() throws Exception {
    assertThat(
            Signature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretThatIsNoKeyIsNotShown() {
    assertThatIOException()
        .isThrownBy(() -> Signature.of("whsec_not base64!", "1", 0, ""))
        .withMessageContaining("no Base64")
        .withMessageNotContainingAny("not base64!");
    assertThatIOException().isThrownBy(() -> Signature.of("whsec_", "1", 0, ""));
  }
}
