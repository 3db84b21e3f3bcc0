package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginTest {

  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              "Content-Type", "application/json; charset=utf-8",
              "Host", "pxe.example:8181",
              "Origin", "http://pxe.example:8181",
              "Sec-Fetch-Site", "same-origin"));

  @Test
  void ourOwnPageMay() {
    assertThat(SameOrigin.refusal(headers::get)).isEmpty();
  }

  @Test
  void aProgramMay() {
    headers.keySet().removeAll(List.of("Origin", "Sec-Fetch-Site"));
    assertThat(SameOrigin.refusal(headers::get)).isEmpty();
  }

  @Test
  void behindAProxyThatSpeaksTlsOurOwnPageMay() {
    headers.put("Origin", "https://pxe.example:8181");
    assertThat(SameOrigin.refusal(headers::get)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", ""})
  void whatABrowserSaysIsOfAnotherSiteMayNot(String site) {
    headers.put("Sec-Fetch-Site", site);
    assertThat(SameOrigin.refusal(headers::get)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "http://pxe.example", "http://pxe.example:80", "null", "%"})
  void anotherOriginMayNot(String origin) {
    headers.remove("Sec-Fetch-Site");
    headers.put("Origin", origin);
    assertThat(SameOrigin.refusal(headers::get)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "text/plain;application/json"})
  void whatAFormCanSendMayNot(String type) {
    headers.put("Content-Type", type);
    assertThat(SameOrigin.refusal(headers::get)).isPresent();
  }

  @Test
  void withoutATypeItMayNot() {
    headers.remove("Content-Type");
    assertThat(SameOrigin.refusal(headers::get)).isPresent();
  }
}
