package org.pixiecore.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSecretsTest {

  @ParameterizedTest
  @CsvSource({
    "http://u:secret@my_host/x, http://…@my_host/x",
    "https://secret@host/x, https://…@host/x",
    "ftp://u:secret@host/x, ftp://…@host/x",
    "HTTP://u:secret@host/x?key=secret#secret, HTTP://…@host/x?…",
    "http://host/x?key=secret, http://host/x?…",
    "http://u:sec/ret@host/x, http://…@host/x",
    "http://u:sec?ret@host/x, http://…@host/x",
    "http://u:sec@ret@host/x, http://…@host/x",
    "http://u:a secret@host/x, http://…@host/x",
    "http:u:secret@host/x, http:…@host/x",
    "http:/host/x?secret, http:/host/x?…",
    "'a=http://u:secret@host/x?secret b \"http://host/y?secret\" c', "
        + "'a=http://…@host/x?… b \"http://host/y?…\" c'"
  })
  void userInfoAndQueryAreNotShown(String text, String shown) {
    assertThat(UrlSecrets.mask(text)).isEqualTo(shown).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "http:", "//a@", "//?", "x "})
  @Timeout(20)
  void aMegabyteOfAnythingTakesNoTime(String piece) {
    String text = piece.repeat((1 << 20) / piece.length());

    assertThat(UrlSecrets.mask(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "70000", "http://host/x#y", "/srv/a?b", "console=ttyS0 a@b what?"})
  void whatHoldsNoneStays(String text) {
    assertThat(UrlSecrets.mask(text)).isEqualTo(text);
  }
}
